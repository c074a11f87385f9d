// title: Projects who likes what, each pair once and both ways
// param name: string, name of the projection
// param kinds: list, kinds of acts that are likes
// param positiveFrom: number, acts with a lower rating are no likes
// returns: relationships
// uses: function gds.graph.project
MATCH (u:User)-[r]->(i:Item)
WHERE type(r) IN $kinds AND coalesce(r.rating, $positiveFrom) >= $positiveFrom
WITH DISTINCT u, i
WITH gds.graph.project($name, u, i, {}, {undirectedRelationshipTypes: ['*']}) AS graph
RETURN graph.relationshipCount AS relationships
