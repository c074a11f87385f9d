-- title: Events of a stream in order
-- param stream: string, its name
-- returns: event
SELECT event FROM event WHERE stream = :stream ORDER BY sequence
