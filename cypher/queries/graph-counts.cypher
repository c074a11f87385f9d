// title: Number of nodes of each label and of relationships of each type
// param limit: integer = 200, most rows
// returns: part, name, count
// uses: constraint whypath_relation_type
CALL () {
  MATCH (n:Aspect|Attribute|Item|Opinion|Review|User)
  UNWIND labels(n) AS name
  WITH name, count(*) AS count
  WHERE name IN ['Aspect', 'Attribute', 'Item', 'Opinion', 'Review', 'User']
  RETURN 'node' AS part, name, count
  UNION ALL
  MATCH ()-[r]->()
  WITH type(r) AS name, count(*) AS count
  MATCH (t:WhypathRelation {type: name})
  RETURN t.role AS part, name, count
}
RETURN part, name, count
ORDER BY part, name
LIMIT $limit
