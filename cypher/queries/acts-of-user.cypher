// title: What a user did, newest first
// param user: string, id of the user
// param limit: integer = 20, most rows
// returns: day, kind, item, name, rating
// uses: constraint user_id, constraint whypath_relation_type
MATCH (t:WhypathRelation {role: 'interaction'})
WITH collect(t.type) AS kinds
MATCH (:User {id: $user})-[r]->(i:Item)
WHERE type(r) IN kinds
RETURN CASE WHEN r.at IS NOT NULL THEN toString(date(datetime({epochMillis: toInteger(r.at)}))) END AS day, type(r) AS kind, i.id AS item, i.name AS name,
  r.rating AS rating
ORDER BY coalesce(r.at, -9007199254740991) DESC, item, kind
LIMIT $limit
