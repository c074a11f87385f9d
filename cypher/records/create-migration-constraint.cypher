// title: A migration is remembered once
CREATE CONSTRAINT whypath_migration_version IF NOT EXISTS
FOR (migration:__Neo4jMigration) REQUIRE (migration.migrationTarget, migration.version) IS UNIQUE
