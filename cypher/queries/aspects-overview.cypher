// title: How often each aspect is praised and criticised, and of how many items
// param limit: integer = 20, most rows
// returns: aspect, name, items, praise, criticism
// uses: relationship types PRAISED_FOR, CRITICISED_FOR
MATCH (i:Item)-[r:PRAISED_FOR|CRITICISED_FOR]->(a:Aspect)
RETURN a.id AS aspect, a.name AS name, count(DISTINCT i) AS items,
  sum(CASE type(r) WHEN 'PRAISED_FOR' THEN r.opinions ELSE 0 END) AS praise,
  sum(CASE type(r) WHEN 'CRITICISED_FOR' THEN r.opinions ELSE 0 END) AS criticism
ORDER BY praise + criticism DESC, aspect
LIMIT $limit
