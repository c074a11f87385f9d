// title: The names of those who wrote reviews, for data sets that let them be told
// param reviews: list, ids of reviews
// returns: review, name
// uses: review_id
UNWIND $reviews AS id
MATCH (review:Review {id: id})-[:WRITTEN_BY]->(writer:User)
RETURN review.id AS review, writer.name AS name
ORDER BY review
