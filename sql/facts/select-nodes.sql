-- title: All nodes of a label
-- param label: string, the label
-- returns: key, id, name, kind
SELECT key, id, name, kind FROM node WHERE label = :label ORDER BY id
