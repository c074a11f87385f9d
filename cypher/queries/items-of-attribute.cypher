// title: Items that are linked to an attribute, those that most people know first
// param attribute: string, id of the attribute
// param limit: integer = 20, most rows
// returns: item, name, relation, people
// uses: constraint attribute_id
MATCH (t:WhypathRelation {role: 'interaction'})
WITH collect(t.type) AS kinds
MATCH (a:Attribute {id: $attribute})-[l]-(i:Item)
RETURN DISTINCT i.id AS item, i.name AS name, type(l) AS relation,
  COUNT { MATCH (u:User)-[r]->(i) WHERE type(r) IN kinds RETURN DISTINCT u } AS people
ORDER BY people DESC, item, relation
LIMIT $limit
