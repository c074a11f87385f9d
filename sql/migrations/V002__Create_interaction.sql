-- title: What users did with items, repeats included
-- `at` is epoch milliseconds, null where unknown. `slot` tells repeats apart: the moment, -9007199254740991 where it
-- is unknown, and 0 for RATED, of which a user and an item have one.
CREATE TABLE interaction (
  user INTEGER NOT NULL REFERENCES node (key),
  item INTEGER NOT NULL REFERENCES node (key),
  kind TEXT NOT NULL,
  slot INTEGER NOT NULL,
  weight REAL NOT NULL,
  rating REAL,
  at INTEGER,
  PRIMARY KEY (user, item, kind, slot)
) STRICT, WITHOUT ROWID;
