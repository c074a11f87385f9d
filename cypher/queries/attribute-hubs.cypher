// title: Attributes with most items: what they link says little
// param itemsMin: integer = 2, fewest items of an attribute
// param limit: integer = 20, most rows
// returns: attribute, name, kind, relation, items
// uses: relationships between attributes and items
MATCH (a:Attribute)-[l]-(i:Item)
WITH a, type(l) AS relation, count(DISTINCT i) AS items
WHERE items >= $itemsMin
RETURN a.id AS attribute, a.name AS name, a.kind AS kind, relation, items
ORDER BY items DESC, attribute, relation
LIMIT $limit
