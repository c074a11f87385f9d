-- title: A review with the keys of its ends
-- param id: string, its id
-- returns: key, user, item
SELECT key, user, item FROM review WHERE id = :id
