-- title: The opinions that a method found in a review
-- param review: integer, key of the review
-- param method: string, what found them
-- returns: id
-- uses: opinion_review
SELECT id FROM opinion WHERE review = :review AND method = :method ORDER BY id
