// title: How many people touched how many items; the last class has no upper end
// param limit: integer = 20, most rows
// returns: itemsFrom, people
// uses: constraint whypath_relation_type
MATCH (t:WhypathRelation {role: 'interaction'})
WITH collect(t.type) AS kinds
MATCH (u:User)
WITH COUNT { MATCH (u)-[r]->(i:Item) WHERE type(r) IN kinds RETURN DISTINCT i } AS items
WITH reduce(start = 0, edge IN [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024] |
  CASE WHEN items >= edge THEN edge ELSE start END) AS itemsFrom
RETURN itemsFrom, count(*) AS people
ORDER BY itemsFrom
LIMIT $limit
