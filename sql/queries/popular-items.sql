-- title: Items that most people like
-- param ratingMin: number = 4, acts with a lower rating are no likes
-- param kindsNot: string = VIEWED RETURNED, kinds of acts that are no likes with blanks between them
-- param limit: integer = 20, most rows
-- returns: item, name, people, acts
-- uses: table interaction
SELECT i.id AS item, i.name AS name, count(DISTINCT r.user) AS people, count(*) AS acts
FROM interaction r
JOIN item i ON i.key = r.item
WHERE coalesce(r.rating, :ratingMin) >= :ratingMin AND instr(' ' || :kindsNot || ' ', ' ' || r.kind || ' ') = 0
GROUP BY i.key
ORDER BY people DESC, i.id
LIMIT :limit
