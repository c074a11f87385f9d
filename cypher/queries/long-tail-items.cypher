// title: Items that few people know and that share many attributes with others
// param peopleMax: integer = 5, most people who touched the item
// param limit: integer = 20, most rows
// returns: item, name, people, attributes, items
// uses: constraint whypath_relation_type
MATCH (t:WhypathRelation {role: 'interaction'})
WITH collect(t.type) AS kinds
MATCH (i:Item)
WITH i, COUNT { MATCH (u:User)-[r]->(i) WHERE type(r) IN kinds RETURN DISTINCT u } AS people
WHERE people <= $peopleMax
MATCH (i)--(a:Attribute)--(j:Item)
WHERE j <> i
RETURN i.id AS item, i.name AS name, people, count(DISTINCT a) AS attributes, count(DISTINCT j) AS items
ORDER BY attributes DESC, people, item
LIMIT $limit
