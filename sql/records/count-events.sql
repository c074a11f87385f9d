-- title: Number of events of a stream, which are numbered from 0
-- param stream: string, its name
-- returns: events
SELECT coalesce(max(sequence) + 1, 0) AS events FROM event WHERE stream = :stream
