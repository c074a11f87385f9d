// title: Counts the opinions of items by aspect; neutral ones count nowhere
// param ids: list, ids of the items
// uses: item_id
UNWIND $ids AS id
MATCH (item:Item {id: id})<-[:ABOUT]-(:Review)-[:STATES]->(opinion:Opinion)-[:ON]->(aspect:Aspect)
WHERE opinion.polarity <> 'neutral'
WITH item, aspect, opinion.polarity AS polarity, count(opinion) AS opinions
FOREACH (_ IN CASE polarity WHEN 'positive' THEN [1] ELSE [] END |
  CREATE (item)-[:PRAISED_FOR {opinions: opinions}]->(aspect)
)
FOREACH (_ IN CASE polarity WHEN 'negative' THEN [1] ELSE [] END |
  CREATE (item)-[:CRITICISED_FOR {opinions: opinions}]->(aspect)
)
