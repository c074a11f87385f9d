// title: Writes interactions of one kind between users and items that exist
// The plan is made anew for each batch: one made while the graph is empty scans all relationships for every row. For
// the same reason the type is compared instead of matched: a type given by a parameter is always scanned.
// param rows: list, maps {user, item, weight, rating, at}; rating and at may be null
// param kind: string, relationship type
// param latest: boolean, whether a user and an item have only one, the newest
// param unknown: integer, stands for an unknown moment, and for no rating
// returns: found, changed
// uses: user_id, item_id
CYPHER replan=force
UNWIND $rows AS row
MATCH (user:User {id: row.user})
MATCH (item:Item {id: row.item})
OPTIONAL MATCH (user)-[stored]->(item)
WHERE type(stored) = $kind AND ($latest OR coalesce(stored.at, $unknown) = coalesce(row.at, $unknown))
WITH user, item, row, stored,
  stored IS NOT NULL
    AND coalesce(row.at, $unknown) >= coalesce(stored.at, $unknown)
    AND (
      coalesce(stored.weight, $unknown) <> row.weight
      OR coalesce(stored.rating, $unknown) <> coalesce(row.rating, $unknown)
      OR coalesce(stored.at, $unknown) <> coalesce(row.at, $unknown)
    ) AS differs
FOREACH (_ IN CASE WHEN stored IS NULL THEN [1] ELSE [] END |
  CREATE (user)-[:$($kind) {weight: row.weight, rating: row.rating, at: row.at}]->(item)
)
FOREACH (_ IN CASE WHEN differs THEN [1] ELSE [] END |
  SET stored.weight = row.weight, stored.rating = row.rating, stored.at = row.at
)
RETURN count(*) AS found, sum(CASE WHEN differs THEN 1 ELSE 0 END) AS changed
