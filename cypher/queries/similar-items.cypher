// title: Items that share most attributes with an item
// param item: string, id of the item
// param limit: integer = 20, most rows
// returns: item, name, attributes
// uses: constraint item_id
MATCH (i:Item {id: $item})--(a:Attribute)--(j:Item)
WHERE j <> i
RETURN j.id AS item, j.name AS name, count(DISTINCT a) AS attributes
ORDER BY attributes DESC, item
LIMIT $limit
