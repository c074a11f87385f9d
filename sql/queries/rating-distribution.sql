-- title: How often each rating was given to an item
-- param item: string, id of the item
-- param limit: integer = 20, most rows
-- returns: rating, acts
-- uses: index interaction_item
SELECT r.rating AS rating, count(*) AS acts
FROM interaction r
JOIN item i ON i.key = r.item
WHERE i.id = :item AND r.rating IS NOT NULL
GROUP BY r.rating
ORDER BY r.rating DESC
LIMIT :limit
