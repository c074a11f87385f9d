-- title: Takes a strike back
-- param user: integer, key of the user
-- param node: integer, key of the node
DELETE FROM strike WHERE user = :user AND node = :node
