-- title: The relationship types that hold anything, with what they are to the engine
-- returns: type, role, edges
SELECT kind AS type, 'interaction' AS role, count(*) AS edges FROM interaction GROUP BY kind
UNION ALL
SELECT type, 'link', count(*) FROM link GROUP BY type
UNION ALL
SELECT type, 'derived', count(*) FROM derived GROUP BY type
UNION ALL
SELECT 'STRUCK', 'strike', count(*) FROM strike HAVING count(*) > 0
ORDER BY type
