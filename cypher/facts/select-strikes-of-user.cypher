// title: What a user struck
// param user: string, id of the user
// returns: label, node, at
// uses: user_id
MATCH (:User {id: $user})-[stored:STRUCK]->(node:Item|Attribute|Aspect)
RETURN
  CASE WHEN node:Item THEN 'Item' WHEN node:Attribute THEN 'Attribute' ELSE 'Aspect' END AS label,
  node.id AS node,
  stored.at AS at
ORDER BY label, node
