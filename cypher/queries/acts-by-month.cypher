// title: Acts of each kind in each month, newest first
// param kind: string = "", only this kind of act or all kinds where empty
// param limit: integer = 120, most rows
// returns: month, kind, acts, people
// uses: constraint whypath_relation_type
MATCH (t:WhypathRelation {role: 'interaction'})
WITH collect(t.type) AS kinds
MATCH (u:User)-[r]->(:Item)
WHERE type(r) IN kinds AND ($kind = '' OR type(r) = $kind)
WITH u, type(r) AS kind,
  coalesce(substring(CASE WHEN r.at IS NOT NULL THEN toString(date(datetime({epochMillis: toInteger(r.at)}))) END, 0, 7), 'unknown') AS month
RETURN month, kind, count(*) AS acts, count(DISTINCT u) AS people
ORDER BY month DESC, kind
LIMIT $limit
