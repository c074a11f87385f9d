// title: Reviews with their texts in the order of their ids, from one on; who wrote them stays in the store
// param after: string = "", id after which to begin
// param limit: integer = 20, most rows
// returns: review, item, text, at, opinionsOfOthers, opinionsOfModels
// uses: constraint review_id
MATCH (v:Review)-[:ABOUT]->(i:Item)
WHERE v.id > $after
RETURN v.id AS review, i.id AS item, v.text AS text, toInteger(v.at) AS at,
  COUNT { MATCH (v)-[:STATES]->(o:Opinion) WHERE NOT o.method IN ['rules', 'model', 'combined'] } AS opinionsOfOthers,
  COUNT { MATCH (v)-[:STATES]->(o:Opinion) WHERE o.method IN ['model', 'combined'] } AS opinionsOfModels
ORDER BY review
LIMIT $limit
