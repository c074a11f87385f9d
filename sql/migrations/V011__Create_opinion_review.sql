-- title: Finds the opinions of a review
CREATE INDEX opinion_review ON opinion (review);
