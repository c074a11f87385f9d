-- title: Text of a review
-- param id: string, its id
-- returns: text
SELECT text FROM review WHERE id = :id
