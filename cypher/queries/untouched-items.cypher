// title: Items that nobody has touched, with the number of attributes that could lead to them
// param limit: integer = 20, most rows
// returns: item, name, attributes
// uses: constraint whypath_relation_type
MATCH (t:WhypathRelation {role: 'interaction'})
WITH collect(t.type) AS kinds
MATCH (i:Item)
WHERE NOT EXISTS { MATCH (:User)-[r]->(i) WHERE type(r) IN kinds }
RETURN i.id AS item, i.name AS name, COUNT { MATCH (i)--(a:Attribute) RETURN DISTINCT a } AS attributes
ORDER BY attributes DESC, item
LIMIT $limit
