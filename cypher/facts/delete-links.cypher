// title: Removes links of any type; see merge-interactions on the comparison of types
// param rows: list, maps {relation, fromLabel, from, toLabel, to}
// uses: user_id, item_id, attribute_id
CYPHER replan=force
UNWIND $rows AS row
MATCH (source:User|Item|Attribute {id: row.from})
WHERE row.fromLabel IN labels(source)
MATCH (target:User|Item|Attribute {id: row.to})
WHERE row.toLabel IN labels(target)
MATCH (source)-[stored]->(target)
WHERE type(stored) = row.relation
DELETE stored
