// title: Writes entries of item-item lists
// param rows: list, maps {source, target, weight, people}
// returns: created
// uses: item_id
UNWIND $rows AS row
MATCH (source:Item {id: row.source})
MATCH (target:Item {id: row.target})
CREATE (source)-[:NEIGHBOUR {weight: row.weight, people: row.people}]->(target)
RETURN count(*) AS created
