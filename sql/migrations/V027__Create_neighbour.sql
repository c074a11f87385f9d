-- title: Item-item lists, derived from the graph: what the walk carries from an item that is liked
-- No part of a snapshot; replaced as a whole.
CREATE TABLE neighbour (
  source INTEGER NOT NULL REFERENCES node (key),
  target INTEGER NOT NULL REFERENCES node (key),
  weight REAL NOT NULL,
  people INTEGER NOT NULL,
  PRIMARY KEY (source, target)
) STRICT, WITHOUT ROWID;
