-- title: Changes a node where anything differs
-- param label: string, its label
-- param id: string, its id
-- param name: string, null where it has none
-- param kind: string, kind of an attribute, null for other labels
-- param properties: string, one JSON object of an item, null for other labels
UPDATE node
SET name = :name, kind = :kind, properties = :properties
WHERE label = :label AND id = :id
  AND (name IS NOT :name OR kind IS NOT :kind OR properties IS NOT :properties)
