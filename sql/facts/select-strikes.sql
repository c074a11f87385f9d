-- title: A page of the strikes after the row (user, node)
-- param type: string, STRUCK, as all pages of edges are asked for
-- param first: integer, user of the last row of the page before
-- param second: integer, node of that row
-- param limit: integer, most rows
-- returns: user, node
-- uses: primary key of strike
SELECT user, node
FROM strike
WHERE :type = 'STRUCK' AND (user, node) > (:first, :second)
ORDER BY user, node
LIMIT :limit
