-- title: What a user did, newest first
-- param user: string, id of the user
-- param limit: integer = 20, most rows
-- returns: day, kind, item, name, rating
-- uses: table interaction
SELECT strftime('%Y-%m-%d', r.at / 1000, 'unixepoch') AS day, r.kind AS kind, i.id AS item, i.name AS name,
  r.rating AS rating
FROM interaction r
JOIN user u ON u.key = r.user
JOIN item i ON i.key = r.item
WHERE u.id = :user
ORDER BY coalesce(r.at, -9007199254740991) DESC, i.id, r.kind
LIMIT :limit
