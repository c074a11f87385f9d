-- title: Removes a review that has no opinions left
-- param id: string, its id
DELETE FROM review WHERE id = :id
