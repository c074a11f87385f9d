-- title: A page of the interactions of one kind after the row (user, item, slot)
-- The plus keeps the kind out of the order of the primary key, so that the page is read in that order without sorting.
-- param type: string, kind of act
-- param first: integer, user of the last row of the page before
-- param second: integer, item of that row
-- param third: integer, slot of that row
-- param limit: integer, most rows
-- returns: user, item, slot, weight, rating, at
-- uses: primary key of interaction
SELECT user, item, slot, weight, rating, at
FROM interaction
WHERE +kind = :type AND (user, item, kind, slot) > (:first, :second, :type, :third)
ORDER BY user, item, kind, slot
LIMIT :limit
