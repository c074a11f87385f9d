// title: Stores the manifest; it says what the facts mean, so that it counts as a write of facts
// param manifest: string, JSON
// returns: differed
// uses: whypath_state_id
MERGE (state:WhypathState {id: 'facts'})
ON CREATE SET state.revision = 0
SET state.revision = state.revision
WITH state, coalesce(state.manifest <> $manifest, true) AS differed
FOREACH (_ IN CASE WHEN differed THEN [1] ELSE [] END |
  SET state.manifest = $manifest, state.revision = state.revision + 1
)
RETURN differed
