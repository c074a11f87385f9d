// title: The migrations that were applied
// returns: version, checksum
// uses: whypath_migration_version
MATCH (migration:__Neo4jMigration {migrationTarget: 'whypath'})
RETURN migration.version AS version, migration.checksum AS checksum
ORDER BY version
