// title: Properties of all items that have some
// returns: id, properties
// uses: item_id
MATCH (item:Item)
WHERE item.id IS NOT NULL AND item.properties IS NOT NULL AND item.properties <> '{}'
RETURN item.id AS id, item.properties AS properties
ORDER BY id
