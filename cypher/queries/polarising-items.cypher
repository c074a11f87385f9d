// title: Items that are praised and criticised for the same aspect, most divided first
// param opinionsMin: integer = 1, fewest opinions on either side
// param limit: integer = 20, most rows
// returns: item, name, aspect, aspectName, praise, criticism
// uses: relationship types PRAISED_FOR, CRITICISED_FOR
MATCH (i:Item)-[p:PRAISED_FOR]->(a:Aspect)<-[c:CRITICISED_FOR]-(i)
WHERE p.opinions >= $opinionsMin AND c.opinions >= $opinionsMin
RETURN i.id AS item, i.name AS name, a.id AS aspect, a.name AS aspectName, p.opinions AS praise, c.opinions AS criticism
ORDER BY CASE WHEN praise < criticism THEN praise ELSE criticism END DESC, praise + criticism DESC, item, aspect
LIMIT $limit
