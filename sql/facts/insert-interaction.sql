-- title: Writes an interaction unless it is there
-- param user: integer, key of the user
-- param item: integer, key of the item
-- param kind: string, kind of act
-- param slot: integer, what tells repeats apart
-- param weight: number, how much it counts
-- param rating: number, null where there is none
-- param at: integer, epoch milliseconds, null where unknown
INSERT INTO interaction (user, item, kind, slot, weight, rating, at)
VALUES (:user, :item, :kind, :slot, :weight, :rating, :at)
ON CONFLICT DO NOTHING
