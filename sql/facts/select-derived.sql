-- title: A page of the counts of opinions of one type after the row (source, target)
-- param type: string, relationship type
-- param first: integer, source of the last row of the page before
-- param second: integer, target of that row
-- param limit: integer, most rows
-- returns: source, target, opinions
-- uses: primary key of derived
SELECT source, target, opinions
FROM derived
WHERE +type = :type AND (source, type, target) > (:first, :type, :second)
ORDER BY source, type, target
LIMIT :limit
