// title: The relationship types of facts, with what they are to the engine and how many there are
// returns: type, role, edges
// uses: whypath_relation_type
MATCH (relation:WhypathRelation)
CALL (relation) {
  MATCH (source:Aspect|Attribute|Item|User)-[edge:$(relation.type)]->(target:Aspect|Attribute|Item|User)
  RETURN count(edge) AS edges
}
WITH relation, edges
WHERE edges > 0
RETURN relation.type AS type, relation.role AS role, edges
ORDER BY type
