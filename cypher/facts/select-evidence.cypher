// title: Opinions on aspects of items, newest first, unknown moments last
// param pairs: list, maps {item, aspect}
// param limit: integer, most rows of each pair
// param unknown: integer, stands for an unknown moment
// returns: position, review, polarity, aspectPhrase, aspectStart, aspectEnd, phrase, start, end, text, at
// uses: item_id, aspect_id
UNWIND range(0, size($pairs) - 1) AS position
MATCH (item:Item {id: $pairs[position].item})
MATCH (aspect:Aspect {id: $pairs[position].aspect})
CALL (item, aspect) {
  MATCH (item)<-[:ABOUT]-(review:Review)-[:STATES]->(opinion:Opinion)-[:ON]->(aspect)
  RETURN review, opinion
  ORDER BY coalesce(review.at, $unknown) DESC, review.id, opinion.start, opinion.id
  LIMIT toInteger($limit)
}
RETURN
  position, review.id AS review, opinion.polarity AS polarity, opinion.aspectPhrase AS aspectPhrase,
  opinion.aspectStart AS aspectStart, opinion.aspectEnd AS aspectEnd, opinion.phrase AS phrase,
  opinion.start AS start, opinion.end AS end, review.text AS text, review.at AS at
ORDER BY position, coalesce(review.at, $unknown) DESC, review.id, opinion.start, opinion.id
