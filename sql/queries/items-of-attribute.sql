-- title: Items that are linked to an attribute, those that most people know first
-- param attribute: string, id of the attribute
-- param limit: integer = 20, most rows
-- returns: item, name, relation, people
-- uses: index link_target
WITH linked (item, relation) AS (
  SELECT l.source, l.type FROM link l JOIN attribute a ON a.key = l.target WHERE a.id = :attribute
  UNION
  SELECT l.target, l.type FROM link l JOIN attribute a ON a.key = l.source WHERE a.id = :attribute
)
SELECT i.id AS item, i.name AS name, linked.relation AS relation,
  (SELECT count(DISTINCT r.user) FROM interaction r WHERE r.item = i.key) AS people
FROM linked
JOIN item i ON i.key = linked.item
ORDER BY people DESC, i.id, linked.relation
LIMIT :limit
