-- title: Reviews with their texts in the order of their ids, from one on; who wrote them stays in the store
-- param after: string = "", id after which to begin
-- param limit: integer = 20, most rows
-- returns: review, item, text, at, opinionsOfOthers, opinionsOfModels
-- uses: index sqlite_autoindex_review_1
SELECT v.id AS review, i.id AS item, v.text AS text, v.at AS at,
  (SELECT COUNT(*) FROM opinion o WHERE o.review = v.key AND o.method NOT IN ('rules', 'model', 'combined'))
    AS opinionsOfOthers,
  (SELECT COUNT(*) FROM opinion o WHERE o.review = v.key AND o.method IN ('model', 'combined')) AS opinionsOfModels
FROM review v
JOIN item i ON i.key = v.item
WHERE v.id > :after
ORDER BY v.id
LIMIT :limit
