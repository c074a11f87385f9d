// title: Events of a stream in order
// param stream: string, its name
// param from: integer, position of the first one
// param limit: integer, most of them
// returns: event
// uses: whypath_event_key
MATCH (stored:WhypathEvent {stream: $stream})
WHERE stored.sequence >= $from
RETURN stored.event AS event
ORDER BY stored.sequence
LIMIT $limit
