// title: What reviews say of an item: opinions on each aspect and their balance
// param item: string, id of the item
// param smoothing: number = 2, opinions added to the denominator of the balance
// param limit: integer = 20, most rows
// returns: aspect, name, praise, criticism, balance
// uses: constraint item_id
MATCH (i:Item {id: $item})-[r:PRAISED_FOR|CRITICISED_FOR]->(a:Aspect)
WITH a, sum(CASE type(r) WHEN 'PRAISED_FOR' THEN r.opinions ELSE 0 END) AS praise,
  sum(CASE type(r) WHEN 'CRITICISED_FOR' THEN r.opinions ELSE 0 END) AS criticism
RETURN a.id AS aspect, a.name AS name, praise, criticism,
  toFloat(praise - criticism) / (praise + criticism + $smoothing) AS balance
ORDER BY praise + criticism DESC, aspect
LIMIT $limit
