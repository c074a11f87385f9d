-- title: Removes the counts of opinions of an item or a user
-- param source: integer, key of the item or user
DELETE FROM derived WHERE source = :source
