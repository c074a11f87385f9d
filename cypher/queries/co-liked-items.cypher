// title: Items liked by the people who like an item, with the cosine of the two sets of people
// param item: string, id of the item
// param ratingMin: number = 4, acts with a lower rating are no likes
// param kindsNot: string = VIEWED RETURNED, kinds of acts that are no likes with blanks between them
// param peopleMin: integer = 5, fewest people behind a row
// param limit: integer = 20, most rows
// returns: item, name, people, similarity
// uses: constraint item_id, constraint whypath_relation_type
MATCH (t:WhypathRelation {role: 'interaction'})
WITH collect(t.type) AS kinds
MATCH (i:Item {id: $item})<-[r]-(u:User)
WHERE type(r) IN kinds AND NOT type(r) IN split($kindsNot, ' ') AND coalesce(r.rating, $ratingMin) >= $ratingMin
WITH kinds, i, collect(DISTINCT u) AS likers
UNWIND likers AS u
MATCH (u)-[s]->(j:Item)
WHERE j <> i
  AND type(s) IN kinds AND NOT type(s) IN split($kindsNot, ' ') AND coalesce(s.rating, $ratingMin) >= $ratingMin
WITH kinds, likers, j, count(DISTINCT u) AS people
WHERE people >= $peopleMin
WITH j, people, size(likers) AS first,
  COUNT {
    MATCH (v:User)-[q]->(j)
    WHERE type(q) IN kinds AND NOT type(q) IN split($kindsNot, ' ') AND coalesce(q.rating, $ratingMin) >= $ratingMin
    RETURN DISTINCT v
  } AS second
RETURN j.id AS item, j.name AS name, people, people / sqrt(toFloat(first * second)) AS similarity
ORDER BY people DESC, similarity DESC, item
LIMIT $limit
