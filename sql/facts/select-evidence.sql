-- title: Opinions on an aspect of an item, newest first, unknown moments last
-- param item: string, id of the item
-- param aspect: string, id of the aspect
-- param limit: integer, most rows
-- returns: review, polarity, aspectPhrase, aspectStart, aspectEnd, phrase, start, end, at
-- uses: review_item, opinion_review
SELECT
  review.id AS review, opinion.polarity, opinion.aspect_phrase AS aspectPhrase, opinion.aspect_start AS aspectStart,
  opinion.aspect_end AS aspectEnd, opinion.phrase, opinion.phrase_start AS start, opinion.phrase_end AS "end",
  review.at
FROM node AS item
JOIN review ON review.item = item.key
JOIN opinion ON opinion.review = review.key
JOIN node AS aspect ON aspect.key = opinion.aspect
WHERE item.label = 'Item' AND item.id = :item AND aspect.label = 'Aspect' AND aspect.id = :aspect
ORDER BY coalesce(review.at, -9007199254740991) DESC, review.id, opinion.phrase_start, opinion.id
LIMIT :limit
