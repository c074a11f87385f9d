-- title: Attributes that two items have in common, rare ones first
-- param item: string, id of an item
-- param other: string, id of another item
-- param limit: integer = 20, most rows
-- returns: attribute, name, kind, relation, otherRelation, items
-- uses: index link_source, index link_target
WITH pair (item, relation, attribute) AS (
  SELECT source, type, target FROM link UNION SELECT target, type, source FROM link
)
SELECT a.id AS attribute, a.name AS name, a.kind AS kind, p.relation AS relation, o.relation AS otherRelation,
  (SELECT count(DISTINCT n.key) FROM pair x JOIN item n ON n.key = x.item WHERE x.attribute = a.key) AS items
FROM pair p
JOIN item i ON i.key = p.item
JOIN attribute a ON a.key = p.attribute
JOIN pair o ON o.attribute = p.attribute
JOIN item j ON j.key = o.item
WHERE i.id = :item AND j.id = :other
ORDER BY items, a.id, p.relation, o.relation
LIMIT :limit
