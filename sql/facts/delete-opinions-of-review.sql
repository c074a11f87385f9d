-- title: Removes the opinions of a review
-- param review: integer, key of the review
-- uses: opinion_review
DELETE FROM opinion WHERE review = :review
