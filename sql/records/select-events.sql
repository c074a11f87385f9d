-- title: Events of a stream in order
-- param stream: string, its name
-- param from: integer, position of the first one
-- param limit: integer, most of them
-- returns: event
SELECT event FROM event WHERE stream = :stream AND sequence >= :from ORDER BY sequence LIMIT :limit
