-- title: Items that suit a user, from the lists that "whypath neighbours" keeps, with the share of each reason
-- param user: string, id of the user
-- param items: integer = 10, how many items
-- param reasons: integer = 3, most reasons an item
-- param peopleMin: integer = 5, fewest people behind a reason that is shown
-- param limit: integer = 100, most rows
-- returns: item, name, score, linking, linkingName, act, people, share, withheld, withheldShare
-- uses: index interaction_item
WITH setting (record) AS (SELECT record FROM result WHERE key = 'neighbours'),
kind (kind, weight) AS (
  SELECT json_extract(k.value, '$.kind'), json_extract(k.value, '$.weight')
  FROM setting, json_each(setting.record, '$.kinds') k
),
asker (key) AS (SELECT key FROM user WHERE id = :user),
act (item, kind, part, low) AS (
  SELECT r.item, r.kind, k.weight * max(r.weight),
    max(coalesce(r.rating < (SELECT json_extract(record, '$.positiveFrom') FROM setting), 0))
  FROM asker u
  JOIN interaction r ON r.user = u.key
  JOIN kind k ON k.kind = r.kind
  GROUP BY r.item, r.kind
),
known (item, own, low, act) AS (
  SELECT item, sum(part), max(low), min(CASE WHEN part > 0 THEN kind END) FROM act GROUP BY item
),
struck (item) AS (SELECT x.node FROM asker u JOIN strike x ON x.user = u.key),
liked (item, own, act) AS (
  SELECT item, own, act FROM known
  WHERE low = 0 AND own > 0 AND own >= (SELECT json_extract(record, '$.likedFrom') FROM setting)
    AND item NOT IN (SELECT item FROM struck)
),
reason (item, linking, act, people, part) AS (
  SELECT n.target, l.item, l.act, n.people, l.own * n.weight
  FROM liked l
  JOIN neighbour n ON n.source = l.item
  WHERE n.target NOT IN (SELECT item FROM known) AND n.target NOT IN (SELECT item FROM struck)
),
best (item, id, name, score, withheld, kept) AS (
  SELECT r.item, j.id, j.name, sum(r.part), sum(r.people < :peopleMin), sum((r.people < :peopleMin) * r.part)
  FROM reason r
  JOIN item j ON j.key = r.item
  GROUP BY r.item
  ORDER BY round(sum(r.part), 12) DESC, j.id
  LIMIT :items
),
shown (item, linking, name, act, people, part, place) AS (
  SELECT r.item, i.id, i.name, r.act, r.people, r.part,
    row_number() OVER (PARTITION BY r.item ORDER BY round(r.part, 12) DESC, i.id)
  FROM reason r
  JOIN best b ON b.item = r.item
  JOIN item i ON i.key = r.linking
  WHERE r.people >= :peopleMin
)
SELECT b.id AS item, b.name AS name, round(b.score, 12) AS score, s.linking AS linking, s.name AS linkingName,
  s.act AS act, s.people AS people, round(s.part / b.score, 9) AS share,
  b.withheld AS withheld, round(b.kept / b.score, 9) AS withheldShare
FROM best b
LEFT JOIN shown s ON s.item = b.item AND s.place <= :reasons
ORDER BY score DESC, b.id, share DESC, linking
LIMIT :limit
