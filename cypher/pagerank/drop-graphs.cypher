// title: Drops the projections of likes of earlier revisions
// param name: string, name of the projection that stays
// returns: dropped
// uses: procedure gds.graph.drop
CALL gds.graph.list() YIELD graphName
WHERE graphName STARTS WITH 'whypath-likes-' AND graphName <> $name
CALL gds.graph.drop(graphName, false) YIELD graphName AS gone
RETURN count(gone) AS dropped
