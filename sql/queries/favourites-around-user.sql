-- title: What the people linked to a user like, where enough of them do
-- param user: string, id of the user
-- param relation: string = FRIEND_OF, type of the links between users followed either way
-- param ratingMin: number = 4, acts with a lower rating are no likes
-- param kindsNot: string = VIEWED RETURNED, kinds of acts that are no likes with blanks between them
-- param peopleMin: integer = 5, fewest people behind a row
-- param limit: integer = 20, most rows
-- returns: item, name, people
-- uses: index link_source, index link_target
WITH linked (user) AS (
  SELECT l.target FROM link l JOIN user me ON me.key = l.source WHERE me.id = :user AND l.type = :relation
  UNION
  SELECT l.source FROM link l JOIN user me ON me.key = l.target WHERE me.id = :user AND l.type = :relation
)
SELECT i.id AS item, i.name AS name, count(DISTINCT r.user) AS people
FROM linked
JOIN user u ON u.key = linked.user
JOIN interaction r ON r.user = u.key
JOIN item i ON i.key = r.item
WHERE u.id <> :user
  AND coalesce(r.rating, :ratingMin) >= :ratingMin AND instr(' ' || :kindsNot || ' ', ' ' || r.kind || ' ') = 0
GROUP BY i.key
HAVING count(DISTINCT r.user) >= :peopleMin
ORDER BY people DESC, i.id
LIMIT :limit
