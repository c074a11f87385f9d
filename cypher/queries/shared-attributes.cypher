// title: Attributes that two items have in common, rare ones first
// param item: string, id of an item
// param other: string, id of another item
// param limit: integer = 20, most rows
// returns: attribute, name, kind, relation, otherRelation, items
// uses: constraint item_id
MATCH (i:Item {id: $item})-[l]-(a:Attribute)-[m]-(j:Item {id: $other})
WITH DISTINCT a, type(l) AS relation, type(m) AS otherRelation
RETURN a.id AS attribute, a.name AS name, a.kind AS kind, relation, otherRelation,
  COUNT { MATCH (a)--(n:Item) RETURN DISTINCT n } AS items
ORDER BY items, attribute, relation, otherRelation
LIMIT $limit
