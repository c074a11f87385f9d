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
  MATCH (item)<-[:ABOUT]-(source:Review)-[:STATES]->(stated:Opinion)-[:ON]->(aspect)
  RETURN source, stated
  ORDER BY coalesce(source.at, $unknown) DESC, source.id, stated.start, stated.id
  LIMIT toInteger($limit)
}
WITH position, source, stated
ORDER BY position, coalesce(source.at, $unknown) DESC, source.id, stated.start, stated.id
RETURN
  position, source.id AS review, stated.polarity AS polarity, stated.aspectPhrase AS aspectPhrase,
  stated.aspectStart AS aspectStart, stated.aspectEnd AS aspectEnd, stated.phrase AS phrase,
  stated.start AS start, stated.end AS end, source.text AS text, source.at AS at
