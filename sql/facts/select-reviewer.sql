-- title: The name of who wrote a review, for data sets that let it be told
-- param review: string, id of the review
-- returns: name
-- uses: sqlite_autoindex_review_1
SELECT writer.name AS name
FROM review JOIN node AS writer ON writer.key = review.user
WHERE review.id = :review
