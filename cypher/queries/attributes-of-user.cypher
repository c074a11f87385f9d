// title: Attributes of the items that a user likes, most frequent first
// param user: string, id of the user
// param ratingMin: number = 4, acts with a lower rating are no likes
// param kindsNot: string = VIEWED RETURNED, kinds of acts that are no likes with blanks between them
// param limit: integer = 20, most rows
// returns: attribute, name, kind, items
// uses: constraint user_id, constraint whypath_relation_type
MATCH (t:WhypathRelation {role: 'interaction'})
WITH collect(t.type) AS kinds
MATCH (:User {id: $user})-[r]->(i:Item)
WHERE type(r) IN kinds AND NOT type(r) IN split($kindsNot, ' ') AND coalesce(r.rating, $ratingMin) >= $ratingMin
WITH DISTINCT i
MATCH (i)--(a:Attribute)
RETURN a.id AS attribute, a.name AS name, a.kind AS kind, count(DISTINCT i) AS items
ORDER BY items DESC, attribute
LIMIT $limit
