// title: Opinions of a user, newest first, unknown moments last
// param user: string, id of the user
// param limit: integer, most rows
// param unknown: integer, stands for an unknown moment
// returns: review, item, aspect, polarity, aspectPhrase, aspectStart, aspectEnd, phrase, start, end, at
// uses: user_id
MATCH (:User {id: $user})<-[:WRITTEN_BY]-(source:Review)-[:STATES]->(stated:Opinion)-[:ON]->(aspect:Aspect)
MATCH (source)-[:ABOUT]->(item:Item)
RETURN
  source.id AS review, item.id AS item, aspect.id AS aspect, stated.polarity AS polarity,
  stated.aspectPhrase AS aspectPhrase, stated.aspectStart AS aspectStart, stated.aspectEnd AS aspectEnd,
  stated.phrase AS phrase, stated.start AS start, stated.end AS end, source.at AS at
ORDER BY coalesce(source.at, $unknown) DESC, source.id, stated.start, stated.id
LIMIT toInteger($limit)
