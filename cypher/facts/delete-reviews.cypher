// title: Removes reviews together with their opinions
// param ids: list, ids
// returns: opinions
// uses: review_id
UNWIND $ids AS id
MATCH (review:Review {id: id})
OPTIONAL MATCH (review)-[:STATES]->(opinion:Opinion)
WITH review, collect(opinion) AS stated
WITH review, stated, size(stated) AS statedCount
FOREACH (opinion IN stated | DETACH DELETE opinion)
DETACH DELETE review
RETURN sum(statedCount) AS opinions
