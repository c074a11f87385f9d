// title: All nodes of the label Item
// returns: id, name, kind
// uses: item_id
MATCH (node:Item)
WHERE node.id IS NOT NULL
RETURN node.id AS id, node.name AS name, node.kind AS kind
ORDER BY id
