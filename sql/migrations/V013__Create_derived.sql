-- title: Counts of opinions, rebuilt from them and never edited
-- PRAISED_FOR and CRITICISED_FOR lead from an item, VALUES and MINDS from a user, each to an aspect.
CREATE TABLE derived (
  type TEXT NOT NULL CHECK (type IN ('PRAISED_FOR', 'CRITICISED_FOR', 'VALUES', 'MINDS')),
  source INTEGER NOT NULL REFERENCES node (key),
  target INTEGER NOT NULL REFERENCES node (key),
  opinions INTEGER NOT NULL,
  PRIMARY KEY (source, type, target)
) STRICT, WITHOUT ROWID;
