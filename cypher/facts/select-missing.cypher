// title: Which ids no node of a label has
// param ids: list, ids
// param label: string, User or Item or Attribute or Aspect or Review
// returns: id
// uses: user_id, item_id, attribute_id, aspect_id, review_id
UNWIND $ids AS id
OPTIONAL MATCH (node:User|Item|Attribute|Aspect|Review {id: id})
WHERE $label IN labels(node)
WITH id, count(node) AS found
WHERE found = 0
RETURN id
