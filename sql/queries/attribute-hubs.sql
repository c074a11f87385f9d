-- title: Attributes with most items: what they link says little
-- param itemsMin: integer = 2, fewest items of an attribute
-- param limit: integer = 20, most rows
-- returns: attribute, name, kind, relation, items
-- uses: table link
WITH pair (item, relation, attribute) AS (
  SELECT source, type, target FROM link UNION SELECT target, type, source FROM link
)
SELECT a.id AS attribute, a.name AS name, a.kind AS kind, p.relation AS relation, count(*) AS items
FROM pair p
JOIN item i ON i.key = p.item
JOIN attribute a ON a.key = p.attribute
GROUP BY a.key, p.relation
HAVING count(*) >= :itemsMin
ORDER BY items DESC, a.id, p.relation
LIMIT :limit
