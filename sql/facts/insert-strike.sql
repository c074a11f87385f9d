-- title: Writes a strike unless it is there
-- param user: integer, key of the user
-- param node: integer, key of the node
-- param at: integer, epoch milliseconds, null where unknown
INSERT INTO strike (user, node, at) VALUES (:user, :node, :at) ON CONFLICT DO NOTHING
