-- title: Number of events of a stream
-- param stream: string, its name
-- returns: events
SELECT count(*) AS events FROM event WHERE stream = :stream
