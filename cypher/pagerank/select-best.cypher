// title: Items that a user has not acted on, by personalised PageRank from the user
// param name: string, name of the projection
// param user: string, id of the user
// param kinds: list, kinds of acts that are likes
// param known: list, kinds of acts after which an item is not recommended
// param positiveFrom: number, acts with a lower rating are no likes
// param dampingFactor: number, 1 minus the chance of a restart
// param iterations: integer, most iterations
// param limit: integer, most rows
// returns: item, name, score
// uses: user_id, procedure gds.pageRank.stream
MATCH (u:User {id: $user})
WHERE EXISTS {
  MATCH (u)-[r]->(:Item) WHERE type(r) IN $kinds AND coalesce(r.rating, $positiveFrom) >= $positiveFrom
}
CALL gds.pageRank.stream($name, {
  sourceNodes: [u], dampingFactor: $dampingFactor, maxIterations: $iterations, tolerance: 1e-10
}) YIELD nodeId, score
WITH u, gds.util.asNode(nodeId) AS j, score
WHERE score > 0 AND j:Item AND NOT EXISTS { MATCH (u)-[r]->(j) WHERE type(r) IN $known OR type(r) = 'STRUCK' }
RETURN j.id AS item, j.name AS name, score
ORDER BY score DESC, item
LIMIT $limit
