-- title: What a user values and minds in her reviews
-- param user: string, id of the user
-- param limit: integer = 20, most rows
-- returns: aspect, name, values, minds
-- uses: table derived
SELECT a.id AS aspect, a.name AS name,
  sum(iif(d.type = 'VALUES', d.opinions, 0)) AS "values", sum(iif(d.type = 'MINDS', d.opinions, 0)) AS minds
FROM derived d
JOIN user u ON u.key = d.source
JOIN aspect a ON a.key = d.target
WHERE u.id = :user AND d.type IN ('VALUES', 'MINDS')
GROUP BY a.key
ORDER BY sum(d.opinions) DESC, a.id
LIMIT :limit
