-- title: Counts the opinions of a user by aspect; neutral ones count nowhere
-- param source: integer, key of the user
-- uses: review_user, opinion_review
INSERT INTO derived (type, source, target, opinions)
SELECT iif(polarity = 'positive', 'VALUES', 'MINDS'), user, aspect, count(*)
FROM review JOIN opinion ON opinion.review = review.key
WHERE user = :source AND polarity <> 'neutral'
GROUP BY polarity, aspect
