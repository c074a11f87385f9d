-- title: Items that share most attributes with an item
-- param item: string, id of the item
-- param limit: integer = 20, most rows
-- returns: item, name, attributes
-- uses: index link_source, index link_target
WITH pair (item, attribute) AS (SELECT source, target FROM link UNION SELECT target, source FROM link)
SELECT j.id AS item, j.name AS name, count(DISTINCT a.key) AS attributes
FROM pair p
JOIN item i ON i.key = p.item
JOIN attribute a ON a.key = p.attribute
JOIN pair o ON o.attribute = p.attribute
JOIN item j ON j.key = o.item
WHERE i.id = :item AND j.key <> i.key
GROUP BY j.key
ORDER BY attributes DESC, j.id
LIMIT :limit
