-- title: Properties of all items that have some
-- returns: id, properties
SELECT id, properties FROM node WHERE label = 'Item' AND properties IS NOT NULL AND properties <> '{}' ORDER BY id
