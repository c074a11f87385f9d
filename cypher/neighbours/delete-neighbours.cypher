// title: Removes a part of the item-item lists, and what says that there are any
// param limit: integer, most relationships of one transaction
// returns: removed
OPTIONAL MATCH (setting:WhypathNeighbours|WhypathNeighbourKind)
DETACH DELETE setting
WITH DISTINCT 1 AS once
OPTIONAL MATCH (:Item)-[old:NEIGHBOUR]->(:Item)
WITH old LIMIT $limit
DELETE old
RETURN count(old) AS removed
