// title: Items that most people like
// param ratingMin: number = 4, acts with a lower rating are no likes
// param kindsNot: string = VIEWED RETURNED, kinds of acts that are no likes with blanks between them
// param limit: integer = 20, most rows
// returns: item, name, people, acts
// uses: constraint whypath_relation_type
MATCH (t:WhypathRelation {role: 'interaction'})
WITH collect(t.type) AS kinds
MATCH (u:User)-[r]->(i:Item)
WHERE type(r) IN kinds AND NOT type(r) IN split($kindsNot, ' ') AND coalesce(r.rating, $ratingMin) >= $ratingMin
RETURN i.id AS item, i.name AS name, count(DISTINCT u) AS people, count(*) AS acts
ORDER BY people DESC, item
LIMIT $limit
