// title: Remembers a migration at the end of the chain
// param version: string, its number with leading zeros
// param values: map, its properties
// param at: integer, epoch milliseconds
// uses: whypath_migration_version
OPTIONAL MATCH (last:__Neo4jMigration {migrationTarget: 'whypath'})
WHERE NOT EXISTS { (last)-[:MIGRATED_TO]->() }
WITH last
ORDER BY last.version DESC
LIMIT 1
MERGE (next:__Neo4jMigration {migrationTarget: 'whypath', version: $version})
SET next += $values
FOREACH (_ IN CASE WHEN last IS NULL THEN [] ELSE [1] END | MERGE (last)-[:MIGRATED_TO {at: $at}]->(next))
