-- title: Items that nobody has touched, with the number of attributes that could lead to them
-- param limit: integer = 20, most rows
-- returns: item, name, attributes
-- uses: index interaction_item
WITH pair (item, attribute) AS (SELECT source, target FROM link UNION SELECT target, source FROM link)
SELECT i.id AS item, i.name AS name,
  (SELECT count(*) FROM pair p JOIN attribute a ON a.key = p.attribute WHERE p.item = i.key) AS attributes
FROM item i
WHERE NOT EXISTS (SELECT 1 FROM interaction r WHERE r.item = i.key)
ORDER BY attributes DESC, i.id
LIMIT :limit
