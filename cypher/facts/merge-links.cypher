// title: Writes links of one type between nodes that exist; see merge-interactions on the plan
// param rows: list, maps {from, to}
// param type: string, relationship type
// param fromLabel: string, label of the sources
// param toLabel: string, label of the targets
// returns: found, created
// uses: user_id, item_id, attribute_id
CYPHER replan=force
UNWIND $rows AS row
MATCH (source:User|Item|Attribute {id: row.from})
WHERE $fromLabel IN labels(source)
MATCH (target:User|Item|Attribute {id: row.to})
WHERE $toLabel IN labels(target)
OPTIONAL MATCH (source)-[stored]->(target)
WHERE type(stored) = $type
WITH source, target, stored IS NULL AS isNew
FOREACH (_ IN CASE WHEN isNew THEN [1] ELSE [] END | CREATE (source)-[:$($type)]->(target))
RETURN count(*) AS found, sum(CASE WHEN isNew THEN 1 ELSE 0 END) AS created
