// title: Counts one more write of facts
// uses: whypath_state_id
MATCH (state:WhypathState {id: 'facts'})
SET state.revision = state.revision + 1
