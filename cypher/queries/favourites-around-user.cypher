// title: What the people linked to a user like, where enough of them do
// param user: string, id of the user
// param relation: string = FRIEND_OF, type of the links between users followed either way
// param ratingMin: number = 4, acts with a lower rating are no likes
// param kindsNot: string = VIEWED RETURNED, kinds of acts that are no likes with blanks between them
// param peopleMin: integer = 5, fewest people behind a row
// param limit: integer = 20, most rows
// returns: item, name, people
// uses: constraint user_id, constraint whypath_relation_type
MATCH (t:WhypathRelation {role: 'interaction'})
WITH collect(t.type) AS kinds
MATCH (me:User {id: $user})-[l]-(u:User)
WHERE type(l) = $relation AND u <> me
WITH DISTINCT kinds, u
MATCH (u)-[r]->(i:Item)
WHERE type(r) IN kinds AND NOT type(r) IN split($kindsNot, ' ') AND coalesce(r.rating, $ratingMin) >= $ratingMin
WITH i, count(DISTINCT u) AS people
WHERE people >= $peopleMin
RETURN i.id AS item, i.name AS name, people
ORDER BY people DESC, item
LIMIT $limit
