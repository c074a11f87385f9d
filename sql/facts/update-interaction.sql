-- title: Changes an interaction where anything differs, unless the one that is there is newer
-- param user: integer, key of the user
-- param item: integer, key of the item
-- param kind: string, kind of act
-- param slot: integer, what tells repeats apart
-- param weight: number, how much it counts
-- param rating: number, null where there is none
-- param at: integer, epoch milliseconds, null where unknown
UPDATE interaction
SET weight = :weight, rating = :rating, at = :at
WHERE user = :user AND item = :item AND kind = :kind AND slot = :slot
  AND coalesce(:at, -9007199254740991) >= coalesce(at, -9007199254740991)
  AND (weight IS NOT :weight OR rating IS NOT :rating OR at IS NOT :at)
