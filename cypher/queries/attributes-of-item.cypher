// title: Attributes of an item, rare ones first
// param item: string, id of the item
// param limit: integer = 20, most rows
// returns: relation, attribute, name, kind, items
// uses: constraint item_id
MATCH (i:Item {id: $item})-[l]-(a:Attribute)
WITH DISTINCT type(l) AS relation, a
RETURN relation, a.id AS attribute, a.name AS name, a.kind AS kind,
  COUNT { MATCH (a)-[m]-(j:Item) WHERE type(m) = relation RETURN DISTINCT j } AS items
ORDER BY items, attribute, relation
LIMIT $limit
