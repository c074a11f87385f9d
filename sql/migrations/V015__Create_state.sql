-- title: The counter of fact writes and the manifest, in one row
CREATE TABLE state (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  revision INTEGER NOT NULL,
  manifest TEXT
) STRICT;
