// title: All nodes of the label Aspect
// returns: id, name, kind
// uses: aspect_id
MATCH (node:Aspect)
WHERE node.id IS NOT NULL
RETURN node.id AS id, node.name AS name, node.kind AS kind
ORDER BY id
