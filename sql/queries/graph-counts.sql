-- title: Number of nodes of each label and of relationships of each type
-- param limit: integer = 200, most rows
-- returns: part, name, count
-- uses: every table of facts
SELECT 'node' AS part, label AS name, count(*) AS count FROM node GROUP BY label
UNION ALL
SELECT 'node', 'Review', count(*) FROM review HAVING count(*) > 0
UNION ALL
SELECT 'node', 'Opinion', count(*) FROM opinion HAVING count(*) > 0
UNION ALL
SELECT 'interaction', kind, count(*) FROM interaction GROUP BY kind
UNION ALL
SELECT 'link', type, count(*) FROM link GROUP BY type
UNION ALL
SELECT 'derived', type, count(*) FROM derived GROUP BY type
UNION ALL
SELECT 'strike', 'STRUCK', count(*) FROM strike HAVING count(*) > 0
ORDER BY 1, 2
LIMIT :limit
