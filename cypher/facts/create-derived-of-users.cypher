// title: Counts the opinions of users by aspect; neutral ones count nowhere
// param ids: list, ids of the users
// uses: user_id
UNWIND $ids AS id
MATCH (user:User {id: id})<-[:WRITTEN_BY]-(:Review)-[:STATES]->(opinion:Opinion)-[:ON]->(aspect:Aspect)
WHERE opinion.polarity <> 'neutral'
WITH user, aspect, opinion.polarity AS polarity, count(opinion) AS opinions
FOREACH (_ IN CASE polarity WHEN 'positive' THEN [1] ELSE [] END |
  CREATE (user)-[:VALUES {opinions: opinions}]->(aspect)
)
FOREACH (_ IN CASE polarity WHEN 'negative' THEN [1] ELSE [] END |
  CREATE (user)-[:MINDS {opinions: opinions}]->(aspect)
)
