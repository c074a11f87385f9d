// title: The opinions of these ids that exist, with their review, its ends and their aspect
// param ids: list, ids
// returns: id, review, aspect, user, item, values
// uses: opinion_id
UNWIND $ids AS id
MATCH (opinion:Opinion {id: id})
OPTIONAL MATCH (opinion)-[:ON]->(aspect:Aspect)
OPTIONAL MATCH (opinion)<-[:STATES]-(review:Review)
OPTIONAL MATCH (review)-[:WRITTEN_BY]->(user:User)
OPTIONAL MATCH (review)-[:ABOUT]->(item:Item)
RETURN id, review.id AS review, aspect.id AS aspect, user.id AS user, item.id AS item, properties(opinion) AS values
