-- title: Acts of each kind in each month, newest first
-- param kind: string = "", only this kind of act or all kinds where empty
-- param limit: integer = 120, most rows
-- returns: month, kind, acts, people
-- uses: table interaction
SELECT coalesce(strftime('%Y-%m', r.at / 1000, 'unixepoch'), 'unknown') AS month, r.kind AS kind,
  count(*) AS acts, count(DISTINCT r.user) AS people
FROM interaction r
WHERE :kind = '' OR r.kind = :kind
GROUP BY 1, 2
ORDER BY 1 DESC, 2
LIMIT :limit
