-- title: How often each aspect is praised and criticised, and of how many items
-- param limit: integer = 20, most rows
-- returns: aspect, name, items, praise, criticism
-- uses: index derived_target
SELECT a.id AS aspect, a.name AS name, count(DISTINCT d.source) AS items,
  sum(iif(d.type = 'PRAISED_FOR', d.opinions, 0)) AS praise,
  sum(iif(d.type = 'CRITICISED_FOR', d.opinions, 0)) AS criticism
FROM derived d
JOIN aspect a ON a.key = d.target
WHERE d.type IN ('PRAISED_FOR', 'CRITICISED_FOR')
GROUP BY a.key
ORDER BY sum(d.opinions) DESC, a.id
LIMIT :limit
