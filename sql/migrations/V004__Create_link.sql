-- title: Facts between two nodes, one relationship type for each relation of the manifest
CREATE TABLE link (
  type TEXT NOT NULL,
  source INTEGER NOT NULL REFERENCES node (key),
  target INTEGER NOT NULL REFERENCES node (key),
  PRIMARY KEY (type, source, target)
) STRICT, WITHOUT ROWID;
