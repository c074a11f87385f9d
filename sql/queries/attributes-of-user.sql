-- title: Attributes of the items that a user likes, most frequent first
-- param user: string, id of the user
-- param ratingMin: number = 4, acts with a lower rating are no likes
-- param kindsNot: string = VIEWED RETURNED, kinds of acts that are no likes with blanks between them
-- param limit: integer = 20, most rows
-- returns: attribute, name, kind, items
-- uses: table interaction, index link_source, index link_target
WITH pair (item, attribute) AS (SELECT source, target FROM link UNION SELECT target, source FROM link),
liked (item) AS (
  SELECT DISTINCT r.item FROM interaction r JOIN user u ON u.key = r.user
  WHERE u.id = :user
    AND coalesce(r.rating, :ratingMin) >= :ratingMin AND instr(' ' || :kindsNot || ' ', ' ' || r.kind || ' ') = 0
)
SELECT a.id AS attribute, a.name AS name, a.kind AS kind, count(*) AS items
FROM liked
JOIN pair p ON p.item = liked.item
JOIN attribute a ON a.key = p.attribute
GROUP BY a.key
ORDER BY items DESC, a.id
LIMIT :limit
