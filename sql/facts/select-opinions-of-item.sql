-- title: Opinions on an item, newest first, unknown moments last; who stated them stays in the store
-- param item: string, id of the item
-- param limit: integer, most rows
-- returns: review, polarity, aspectPhrase, aspectStart, aspectEnd, phrase, start, end, at, item, aspect
-- uses: review_item, opinion_review
SELECT
  review.id AS review, opinion.polarity, opinion.aspect_phrase AS aspectPhrase, opinion.aspect_start AS aspectStart,
  opinion.aspect_end AS aspectEnd, opinion.phrase, opinion.phrase_start AS start, opinion.phrase_end AS "end",
  review.at, item.id AS item, aspect.id AS aspect
FROM node AS item
JOIN review ON review.item = item.key
JOIN opinion ON opinion.review = review.key
JOIN node AS aspect ON aspect.key = opinion.aspect
WHERE item.label = 'Item' AND item.id = :item
ORDER BY coalesce(review.at, -9007199254740991) DESC, review.id, opinion.phrase_start, opinion.id
LIMIT :limit
