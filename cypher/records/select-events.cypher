// title: Events of a stream in order
// param stream: string, its name
// returns: event
// uses: whypath_event_key
MATCH (stored:WhypathEvent {stream: $stream})
WHERE stored.sequence >= 0
RETURN stored.event AS event
ORDER BY stored.sequence
