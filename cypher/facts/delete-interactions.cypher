// title: Removes interactions of any kind; see merge-interactions on the comparison of types
// param rows: list, maps {user, item, kind, latest, at}; latest: a user and an item have only one of this kind
// param unknown: integer, stands for an unknown moment
// uses: user_id, item_id
CYPHER replan=force
UNWIND $rows AS row
MATCH (user:User {id: row.user})
MATCH (item:Item {id: row.item})
MATCH (user)-[stored]->(item)
WHERE type(stored) = row.kind AND (row.latest OR coalesce(stored.at, $unknown) = coalesce(row.at, $unknown))
DELETE stored
