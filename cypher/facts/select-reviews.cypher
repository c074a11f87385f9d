// title: The reviews of these ids that exist, with their ends
// param ids: list, ids
// returns: id, user, item, values
// uses: review_id
UNWIND $ids AS id
MATCH (review:Review {id: id})
OPTIONAL MATCH (review)-[:WRITTEN_BY]->(user:User)
OPTIONAL MATCH (review)-[:ABOUT]->(item:Item)
RETURN id, user.id AS user, item.id AS item, properties(review) AS values
