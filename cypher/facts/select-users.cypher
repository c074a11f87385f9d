// title: All nodes of the label User
// returns: id, name, kind
// uses: user_id
MATCH (node:User)
WHERE node.id IS NOT NULL
RETURN node.id AS id, node.name AS name, node.kind AS kind
ORDER BY id
