// title: The opinions of reviews, with the ends of the review
// param ids: list, ids of the reviews
// param method: string, only what this method found; empty for all
// returns: id, user, item
// uses: review_id
UNWIND $ids AS review
MATCH (source:Review {id: review})-[:STATES]->(opinion:Opinion)
WHERE $method = '' OR opinion.method = $method
OPTIONAL MATCH (source)-[:WRITTEN_BY]->(user:User)
OPTIONAL MATCH (source)-[:ABOUT]->(item:Item)
RETURN opinion.id AS id, user.id AS user, item.id AS item
ORDER BY id
