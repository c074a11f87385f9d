-- title: Removes an interaction
-- param user: integer, key of the user
-- param item: integer, key of the item
-- param kind: string, kind of act
-- param slot: integer, what tells repeats apart
DELETE FROM interaction WHERE user = :user AND item = :item AND kind = :kind AND slot = :slot
