// title: Takes strikes back
// param rows: list, maps {user, label, node}
// uses: user_id
UNWIND $rows AS row
MATCH (:User {id: row.user})-[stored:STRUCK]->(node:Item|Attribute|Aspect {id: row.node})
WHERE row.label IN labels(node)
DELETE stored
