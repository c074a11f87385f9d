// title: All relationships of one type, other than interactions, between nodes that take part in walks
// Labels come as their position in the order Aspect, Attribute, Item, User, as floats, which are read faster.
// param type: string, relationship type
// returns: sourceLabel, source, targetLabel, target, weight
MATCH (source:Aspect|Attribute|Item|User)-[edge:$($type)]->(target:Aspect|Attribute|Item|User)
RETURN
  CASE WHEN source:Item THEN 2.0 WHEN source:Attribute THEN 1.0 WHEN source:User THEN 3.0 ELSE 0.0 END AS sourceLabel,
  source.id AS source,
  CASE WHEN target:Attribute THEN 1.0 WHEN target:Item THEN 2.0 WHEN target:Aspect THEN 0.0 ELSE 3.0 END AS targetLabel,
  target.id AS target,
  toFloat(coalesce(edge.opinions, 1)) AS weight
