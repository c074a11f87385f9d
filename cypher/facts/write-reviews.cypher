// title: Writes reviews with their ends; what a review had before is replaced
// param rows: list, maps {user, item, values}; values holds exactly the properties of the review
// uses: review_id, user_id, item_id
UNWIND $rows AS row
MATCH (user:User {id: row.user})
MATCH (item:Item {id: row.item})
MERGE (review:Review {id: row.values.id})
SET review = row.values
WITH user, item, review
CALL (review) {
  MATCH (review)-[old:WRITTEN_BY|ABOUT]->()
  DELETE old
}
CREATE (review)-[:WRITTEN_BY]->(user)
CREATE (review)-[:ABOUT]->(item)
