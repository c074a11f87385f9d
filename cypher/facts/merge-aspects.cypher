// title: Writes nodes of the label Aspect; a row holds exactly the properties that the node shall have
// param rows: list, maps of properties without nulls
// returns: changed
// uses: aspect_id
UNWIND $rows AS row
MERGE (node:Aspect {id: row.id})
ON CREATE SET node = row
WITH node, row, properties(node) <> row AS differs
FOREACH (_ IN CASE WHEN differs THEN [1] ELSE [] END | SET node = row)
RETURN sum(CASE WHEN differs THEN 1 ELSE 0 END) AS changed
