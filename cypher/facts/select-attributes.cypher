// title: All nodes of the label Attribute
// returns: id, name, kind
// uses: attribute_id
MATCH (node:Attribute)
WHERE node.id IS NOT NULL
RETURN node.id AS id, node.name AS name, node.kind AS kind
ORDER BY id
