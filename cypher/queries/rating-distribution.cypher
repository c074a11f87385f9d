// title: How often each rating was given to an item
// param item: string, id of the item
// param limit: integer = 20, most rows
// returns: rating, acts
// uses: constraint item_id, constraint whypath_relation_type
MATCH (t:WhypathRelation {role: 'interaction'})
WITH collect(t.type) AS kinds
MATCH (i:Item {id: $item})<-[r]-(:User)
WHERE type(r) IN kinds AND r.rating IS NOT NULL
RETURN r.rating AS rating, count(*) AS acts
ORDER BY rating DESC
LIMIT $limit
