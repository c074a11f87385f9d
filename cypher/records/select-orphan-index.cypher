// title: The index of a constraint that was never finished because its maker died: it has no owner
// param name: string, of the constraint
// param label: string, of the constraint
// returns: name
SHOW INDEXES YIELD name, owningConstraint, labelsOrTypes
WHERE name = $name AND owningConstraint IS NULL AND labelsOrTypes = [$label]
RETURN name ORDER BY name LIMIT 1
