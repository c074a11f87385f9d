// title: Writes strikes of users on nodes of one label; one that is there keeps its moment
// param rows: list, maps {user, node, at}; at may be null
// param label: string, Item or Attribute or Aspect
// returns: found
// uses: user_id, item_id, attribute_id, aspect_id
UNWIND $rows AS row
MATCH (user:User {id: row.user})
MATCH (node:Item|Attribute|Aspect {id: row.node})
WHERE $label IN labels(node)
CALL (user, node) {
  OPTIONAL MATCH (user)-[stored:STRUCK]->(node)
  RETURN count(stored) AS present
}
FOREACH (_ IN CASE WHEN present = 0 THEN [1] ELSE [] END | CREATE (user)-[:STRUCK {at: row.at}]->(node))
RETURN count(*) AS found
