-- title: Items liked by the people who like an item, with the cosine of the two sets of people
-- param item: string, id of the item
-- param ratingMin: number = 4, acts with a lower rating are no likes
-- param kindsNot: string = VIEWED RETURNED, kinds of acts that are no likes with blanks between them
-- param peopleMin: integer = 5, fewest people behind a row
-- param limit: integer = 20, most rows
-- returns: item, name, people, similarity
-- uses: index interaction_item
WITH liked (user, item) AS (
  SELECT DISTINCT r.user, r.item FROM interaction r
  WHERE coalesce(r.rating, :ratingMin) >= :ratingMin AND instr(' ' || :kindsNot || ' ', ' ' || r.kind || ' ') = 0
),
liker (user) AS (SELECT l.user FROM liked l JOIN item i ON i.key = l.item WHERE i.id = :item),
shared (item, people) AS (
  SELECT l.item, count(*) FROM liker JOIN liked l ON l.user = liker.user GROUP BY l.item HAVING count(*) >= :peopleMin
)
SELECT j.id AS item, j.name AS name, s.people AS people,
  s.people / sqrt(CAST((SELECT count(*) FROM liker) * (SELECT count(*) FROM liked l WHERE l.item = j.key) AS REAL))
    AS similarity
FROM shared s
JOIN item j ON j.key = s.item
WHERE j.id <> :item
ORDER BY people DESC, similarity DESC, j.id
LIMIT :limit
