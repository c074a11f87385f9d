// title: Holds the one node of state until the transaction ends, so that writers of facts take turns; remembers types
// param relations: list, maps {type, role} of the relationship types about to be written
// returns: revision
// uses: whypath_state_id, whypath_relation_type
MERGE (state:WhypathState {id: 'facts'})
ON CREATE SET state.revision = 0
SET state.revision = state.revision
WITH state
CALL (state) {
  UNWIND $relations AS row
  MERGE (relation:WhypathRelation {type: row.type})
  ON CREATE SET relation.role = row.role
}
RETURN state.revision AS revision
