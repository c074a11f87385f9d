-- title: Writes a link unless it is there
-- param type: string, relationship type
-- param source: integer, key of the source
-- param target: integer, key of the target
INSERT INTO link (type, source, target) VALUES (:type, :source, :target) ON CONFLICT DO NOTHING
