// title: Texts of reviews
// param ids: list, ids of the reviews
// returns: id, text
// uses: review_id
UNWIND $ids AS id
MATCH (review:Review {id: id})
RETURN id, review.text AS text
