-- title: Items praised for an aspect, best balance of opinions first
-- param aspect: string, id of the aspect
-- param smoothing: number = 2, opinions added to the denominator of the balance
-- param limit: integer = 20, most rows
-- returns: item, name, praise, criticism, balance
-- uses: index derived_target
WITH counted (item, praise, criticism) AS (
  SELECT d.source, sum(iif(d.type = 'PRAISED_FOR', d.opinions, 0)), sum(iif(d.type = 'CRITICISED_FOR', d.opinions, 0))
  FROM derived d
  JOIN aspect a ON a.key = d.target
  WHERE a.id = :aspect AND d.type IN ('PRAISED_FOR', 'CRITICISED_FOR')
  GROUP BY d.source
)
SELECT i.id AS item, i.name AS name, c.praise AS praise, c.criticism AS criticism,
  CAST(c.praise - c.criticism AS REAL) / (c.praise + c.criticism + :smoothing) AS balance
FROM counted c
JOIN item i ON i.key = c.item
WHERE c.praise > 0
ORDER BY balance DESC, praise DESC, i.id
LIMIT :limit
