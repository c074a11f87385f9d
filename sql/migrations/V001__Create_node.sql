-- title: Nodes of all labels; `key` is the integer that other tables refer to, `id` is unique under its label
-- `properties` is one JSON object, for items only. `kind` is set for attributes only.
CREATE TABLE node (
  key INTEGER PRIMARY KEY,
  label TEXT NOT NULL CHECK (label IN ('Aspect', 'Attribute', 'Item', 'User')),
  id TEXT NOT NULL,
  name TEXT,
  kind TEXT,
  properties TEXT,
  UNIQUE (label, id)
) STRICT;
