// title: Opinions on an item, newest first, unknown moments last; who stated them stays in the store
// param item: string, id of the item
// param limit: integer, most rows
// param unknown: integer, stands for an unknown moment
// returns: review, item, aspect, polarity, aspectPhrase, aspectStart, aspectEnd, phrase, start, end, at
// uses: item_id
MATCH (item:Item {id: $item})<-[:ABOUT]-(source:Review)-[:STATES]->(stated:Opinion)-[:ON]->(aspect:Aspect)
RETURN
  source.id AS review, item.id AS item, aspect.id AS aspect, stated.polarity AS polarity,
  stated.aspectPhrase AS aspectPhrase, stated.aspectStart AS aspectStart, stated.aspectEnd AS aspectEnd,
  stated.phrase AS phrase, stated.start AS start, stated.end AS end, source.at AS at
ORDER BY coalesce(source.at, $unknown) DESC, source.id, stated.start, stated.id
LIMIT toInteger($limit)
