// title: Says whether a projection of likes is there
// param name: string, name of the projection
// returns: graphs
// uses: procedure gds.graph.list
CALL gds.graph.list($name) YIELD graphName
RETURN count(graphName) AS graphs
