// title: Removes streams whose last event is older than a moment
// param before: integer, epoch milliseconds
// param limit: integer, most streams
// returns: streams
// uses: whypath_event_at
MATCH (last:WhypathEvent)
WHERE last.at < $before
  AND NOT EXISTS {
    MATCH (later:WhypathEvent {stream: last.stream})
    WHERE later.sequence > last.sequence
  }
WITH last.stream AS stream
ORDER BY last.at, stream
LIMIT $limit
CALL (stream) {
  MATCH (stored:WhypathEvent {stream: stream})
  WHERE stored.sequence >= 0
  DETACH DELETE stored
}
RETURN count(stream) AS streams
