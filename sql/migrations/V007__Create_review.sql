-- title: Reviews; `at` is epoch milliseconds, null where unknown
CREATE TABLE review (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  user INTEGER NOT NULL REFERENCES node (key),
  item INTEGER NOT NULL REFERENCES node (key),
  text TEXT NOT NULL,
  rating REAL,
  at INTEGER
) STRICT;
