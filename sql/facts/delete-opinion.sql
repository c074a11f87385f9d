-- title: Removes an opinion
-- param id: string, its id
DELETE FROM opinion WHERE id = :id
