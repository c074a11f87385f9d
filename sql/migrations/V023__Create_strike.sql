-- title: What users struck: their relationships with that node take no part in walks
-- `at` is epoch milliseconds, null where unknown.
CREATE TABLE strike (
  user INTEGER NOT NULL REFERENCES node (key),
  node INTEGER NOT NULL REFERENCES node (key),
  at INTEGER,
  PRIMARY KEY (user, node)
) STRICT, WITHOUT ROWID;
