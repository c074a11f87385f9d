// title: Reviews with their texts in the order of their ids, from one on; who wrote them stays in the store
// param after: string = "", id after which to begin
// param limit: integer = 20, most rows
// returns: review, item, text, at, opinionsOfOthers
// uses: constraint review_id
MATCH (v:Review)-[:ABOUT]->(i:Item)
WHERE v.id > $after
RETURN v.id AS review, i.id AS item, v.text AS text, toInteger(v.at) AS at,
  COUNT { MATCH (v)-[:STATES]->(o:Opinion) WHERE o.method <> 'rules' } AS opinionsOfOthers
ORDER BY review
LIMIT $limit
