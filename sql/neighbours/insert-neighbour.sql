-- title: Writes one entry of an item's list
-- param source: string, id of the item that is liked
-- param target: string, id of the item it leads to
-- param weight: number, what the walk carries
-- param people: integer, users who like both
INSERT INTO neighbour (source, target, weight, people)
SELECT s.key, t.key, :weight, :people FROM item s, item t WHERE s.id = :source AND t.id = :target
