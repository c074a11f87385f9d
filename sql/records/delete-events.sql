-- title: Removes a stream
-- param stream: string, its name
DELETE FROM event WHERE stream = :stream
