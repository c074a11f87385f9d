-- title: Items that few people know and that share many attributes with others
-- param peopleMax: integer = 5, most people who touched the item
-- param limit: integer = 20, most rows
-- returns: item, name, people, attributes, items
-- uses: index interaction_item
WITH pair (item, attribute) AS (SELECT source, target FROM link UNION SELECT target, source FROM link),
known (item, people) AS (
  SELECT i.key, (SELECT count(DISTINCT r.user) FROM interaction r WHERE r.item = i.key) FROM item i
)
SELECT i.id AS item, i.name AS name, k.people AS people,
  count(DISTINCT a.key) AS attributes, count(DISTINCT j.key) AS items
FROM known k
JOIN item i ON i.key = k.item
JOIN pair p ON p.item = i.key
JOIN attribute a ON a.key = p.attribute
JOIN pair o ON o.attribute = a.key
JOIN item j ON j.key = o.item
WHERE k.people <= :peopleMax AND j.key <> i.key
GROUP BY i.key
ORDER BY attributes DESC, people, i.id
LIMIT :limit
