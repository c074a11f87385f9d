-- title: How many people touched how many items; the last class has no upper end
-- param limit: integer = 20, most rows
-- returns: itemsFrom, people
-- uses: table interaction
WITH edge (start) AS (VALUES (0), (1), (2), (4), (8), (16), (32), (64), (128), (256), (512), (1024)),
active (items) AS (SELECT (SELECT count(DISTINCT r.item) FROM interaction r WHERE r.user = u.key) FROM user u)
SELECT (SELECT max(start) FROM edge WHERE start <= active.items) AS itemsFrom, count(*) AS people
FROM active
GROUP BY 1
ORDER BY 1
LIMIT :limit
