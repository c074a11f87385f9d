// title: Writes opinions with their ends; what an opinion had before is replaced
// param rows: list, maps {review, aspect, values}; values holds exactly the properties of the opinion
// uses: opinion_id, review_id, aspect_id
UNWIND $rows AS row
MATCH (review:Review {id: row.review})
MATCH (aspect:Aspect {id: row.aspect})
MERGE (opinion:Opinion {id: row.values.id})
SET opinion = row.values
WITH review, aspect, opinion
CALL (opinion) {
  MATCH (opinion)-[old:ON|STATES]-()
  DELETE old
}
CREATE (review)-[:STATES]->(opinion)
CREATE (opinion)-[:ON]->(aspect)
