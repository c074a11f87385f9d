-- title: Removes a link
-- param type: string, relationship type
-- param source: integer, key of the source
-- param target: integer, key of the target
DELETE FROM link WHERE type = :type AND source = :source AND target = :target
