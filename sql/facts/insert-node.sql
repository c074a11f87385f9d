-- title: Writes a node unless it is there
-- param label: string, its label
-- param id: string, its id
-- param name: string, null where it has none
-- param kind: string, kind of an attribute, null for other labels
-- param properties: string, one JSON object of an item, null for other labels
INSERT INTO node (label, id, name, kind, properties)
VALUES (:label, :id, :name, :kind, :properties)
ON CONFLICT DO NOTHING
