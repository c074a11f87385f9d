-- title: Streams whose last event is older than a moment
-- param before: integer, epoch milliseconds
-- param limit: integer, most of them
-- returns: stream
SELECT stream FROM event AS last
WHERE at < :before
  AND NOT EXISTS (SELECT 1 FROM event AS later WHERE later.stream = last.stream AND later.sequence > last.sequence)
ORDER BY at, stream LIMIT :limit
