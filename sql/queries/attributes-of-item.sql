-- title: Attributes of an item, rare ones first
-- param item: string, id of the item
-- param limit: integer = 20, most rows
-- returns: relation, attribute, name, kind, items
-- uses: index link_source, index link_target
WITH pair (item, relation, attribute) AS (
  SELECT source, type, target FROM link UNION SELECT target, type, source FROM link
)
SELECT p.relation AS relation, a.id AS attribute, a.name AS name, a.kind AS kind,
  (SELECT count(*) FROM pair o JOIN item j ON j.key = o.item
   WHERE o.attribute = p.attribute AND o.relation = p.relation) AS items
FROM pair p
JOIN item i ON i.key = p.item
JOIN attribute a ON a.key = p.attribute
WHERE i.id = :item
ORDER BY items, a.id, p.relation
LIMIT :limit
