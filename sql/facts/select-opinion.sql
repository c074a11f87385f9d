-- title: An opinion with the ends of its review
-- param id: string, its id
-- returns: key, user, item
SELECT opinion.key, review.user, review.item
FROM opinion JOIN review ON review.key = opinion.review
WHERE opinion.id = :id
