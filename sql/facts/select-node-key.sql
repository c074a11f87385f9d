-- title: Key of a node
-- param label: string, its label
-- param id: string, its id
-- returns: key
SELECT key FROM node WHERE label = :label AND id = :id
