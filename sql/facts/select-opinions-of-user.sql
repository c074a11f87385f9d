-- title: Opinions of a user, newest first, unknown moments last; texts are read once a review
-- param user: string, id of the user
-- param limit: integer, most rows
-- returns: review, polarity, aspectPhrase, aspectStart, aspectEnd, phrase, start, end, at, item, aspect
-- uses: review_user, opinion_review
SELECT
  review.id AS review, opinion.polarity, opinion.aspect_phrase AS aspectPhrase, opinion.aspect_start AS aspectStart,
  opinion.aspect_end AS aspectEnd, opinion.phrase, opinion.phrase_start AS start, opinion.phrase_end AS "end",
  review.at, item.id AS item, aspect.id AS aspect
FROM node AS user
JOIN review ON review.user = user.key
JOIN node AS item ON item.key = review.item
JOIN opinion ON opinion.review = review.key
JOIN node AS aspect ON aspect.key = opinion.aspect
WHERE user.label = 'User' AND user.id = :user
ORDER BY coalesce(review.at, -9007199254740991) DESC, review.id, opinion.phrase_start, opinion.id
LIMIT :limit
