// title: Writes links of one type between nodes that exist; see merge-interactions on the plan
// The subquery binds both ends first: without it the planner may scan all relationships of the graph for every row.
// param rows: list, maps {from, to}
// param type: string, relationship type
// param fromLabel: string, label of the sources
// param toLabel: string, label of the targets
// returns: found
// uses: user_id, item_id, attribute_id
CYPHER replan=force
UNWIND $rows AS row
MATCH (source:User|Item|Attribute {id: row.from})
WHERE $fromLabel IN labels(source)
MATCH (target:User|Item|Attribute {id: row.to})
WHERE $toLabel IN labels(target)
CALL (source, target) {
  OPTIONAL MATCH (source)-[stored]->(target)
  WHERE type(stored) = $type
  RETURN count(stored) AS present
}
FOREACH (_ IN CASE WHEN present = 0 THEN [1] ELSE [] END | CREATE (source)-[:$($type)]->(target))
RETURN count(*) AS found
