// title: Items criticised for an aspect, worst balance of opinions first
// param aspect: string, id of the aspect
// param smoothing: number = 2, opinions added to the denominator of the balance
// param limit: integer = 20, most rows
// returns: item, name, praise, criticism, balance
// uses: constraint aspect_id
MATCH (a:Aspect {id: $aspect})<-[r:PRAISED_FOR|CRITICISED_FOR]-(i:Item)
WITH i, sum(CASE type(r) WHEN 'PRAISED_FOR' THEN r.opinions ELSE 0 END) AS praise,
  sum(CASE type(r) WHEN 'CRITICISED_FOR' THEN r.opinions ELSE 0 END) AS criticism
WHERE criticism > 0
RETURN i.id AS item, i.name AS name, praise, criticism,
  toFloat(praise - criticism) / (praise + criticism + $smoothing) AS balance
ORDER BY balance, criticism DESC, item
LIMIT $limit
