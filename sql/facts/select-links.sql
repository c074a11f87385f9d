-- title: A page of the links of one type after the row (source, target)
-- param type: string, relationship type
-- param first: integer, source of the last row of the page before
-- param second: integer, target of that row
-- param limit: integer, most rows
-- returns: source, target
-- uses: primary key of link
SELECT source, target
FROM link
WHERE type = :type AND (source, target) > (:first, :second)
ORDER BY source, target
LIMIT :limit
