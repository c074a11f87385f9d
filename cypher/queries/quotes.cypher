// title: Words of reviews about an aspect of an item, newest first; who wrote them stays in the store
// param item: string, id of the item
// param aspect: string, id of the aspect
// param limit: integer = 20, most rows
// returns: polarity, aspectPhrase, phrase, text, review, day
// uses: constraint item_id, constraint aspect_id
MATCH (i:Item {id: $item})<-[:ABOUT]-(v:Review)-[:STATES]->(o:Opinion)-[:ON]->(:Aspect {id: $aspect})
RETURN o.polarity AS polarity, o.aspectPhrase AS aspectPhrase, o.phrase AS phrase, v.text AS text, v.id AS review,
  CASE WHEN v.at IS NOT NULL THEN toString(date(datetime({epochMillis: toInteger(v.at)}))) END AS day
ORDER BY coalesce(v.at, -9007199254740991) DESC, review, o.start, o.id
LIMIT $limit
