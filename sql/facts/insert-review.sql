-- title: Writes a review
-- param id: string, its id
-- param user: integer, key of the reviewer
-- param item: integer, key of the item
-- param text: string, as written
-- param rating: number, null where there is none
-- param at: integer, epoch milliseconds, null where unknown
INSERT INTO review (id, user, item, text, rating, at) VALUES (:id, :user, :item, :text, :rating, :at)
