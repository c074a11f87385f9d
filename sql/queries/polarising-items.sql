-- title: Items that are praised and criticised for the same aspect, most divided first
-- param opinionsMin: integer = 1, fewest opinions on either side
-- param limit: integer = 20, most rows
-- returns: item, name, aspect, aspectName, praise, criticism
-- uses: table derived
SELECT i.id AS item, i.name AS name, a.id AS aspect, a.name AS aspectName, p.opinions AS praise, c.opinions AS criticism
FROM derived p
JOIN derived c ON c.source = p.source AND c.target = p.target AND c.type = 'CRITICISED_FOR'
JOIN item i ON i.key = p.source
JOIN aspect a ON a.key = p.target
WHERE p.type = 'PRAISED_FOR' AND p.opinions >= :opinionsMin AND c.opinions >= :opinionsMin
ORDER BY min(p.opinions, c.opinions) DESC, p.opinions + c.opinions DESC, i.id, a.id
LIMIT :limit
