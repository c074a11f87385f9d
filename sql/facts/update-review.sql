-- title: Changes a review where anything differs
-- param id: string, its id
-- param user: integer, key of the reviewer
-- param item: integer, key of the item
-- param text: string, as written
-- param rating: number, null where there is none
-- param at: integer, epoch milliseconds, null where unknown
UPDATE review
SET user = :user, item = :item, text = :text, rating = :rating, at = :at
WHERE id = :id
  AND (user IS NOT :user OR item IS NOT :item OR text IS NOT :text OR rating IS NOT :rating OR at IS NOT :at)
