-- title: Counts the opinions on an item by aspect; neutral ones count nowhere
-- param source: integer, key of the item
-- uses: review_item, opinion_review
INSERT INTO derived (type, source, target, opinions)
SELECT iif(polarity = 'positive', 'PRAISED_FOR', 'CRITICISED_FOR'), item, aspect, count(*)
FROM review JOIN opinion ON opinion.review = review.key
WHERE item = :source AND polarity <> 'neutral'
GROUP BY polarity, aspect
