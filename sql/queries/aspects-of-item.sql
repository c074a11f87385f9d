-- title: What reviews say of an item: opinions on each aspect and their balance
-- param item: string, id of the item
-- param smoothing: number = 2, opinions added to the denominator of the balance
-- param limit: integer = 20, most rows
-- returns: aspect, name, praise, criticism, balance
-- uses: table derived
WITH counted (aspect, praise, criticism) AS (
  SELECT d.target, sum(iif(d.type = 'PRAISED_FOR', d.opinions, 0)), sum(iif(d.type = 'CRITICISED_FOR', d.opinions, 0))
  FROM derived d
  JOIN item i ON i.key = d.source
  WHERE i.id = :item AND d.type IN ('PRAISED_FOR', 'CRITICISED_FOR')
  GROUP BY d.target
)
SELECT a.id AS aspect, a.name AS name, c.praise AS praise, c.criticism AS criticism,
  CAST(c.praise - c.criticism AS REAL) / (c.praise + c.criticism + :smoothing) AS balance
FROM counted c
JOIN aspect a ON a.key = c.aspect
ORDER BY c.praise + c.criticism DESC, a.id
LIMIT :limit
