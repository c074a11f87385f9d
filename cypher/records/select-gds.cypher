// title: Whether Graph Data Science is installed
// returns: installed
SHOW FUNCTIONS YIELD name
WHERE name = 'gds.version'
RETURN count(*) AS installed
