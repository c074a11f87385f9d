// title: The counter of fact writes and the manifest
// returns: revision, manifest
// uses: whypath_state_id
MATCH (state:WhypathState {id: 'facts'})
RETURN state.revision AS revision, state.manifest AS manifest
