// title: Drops an index
// param name: string, of the index
DROP INDEX $name IF EXISTS
