// title: Events of a stream in order
// param stream: string, its name
// returns: event
// uses: whypath_event_key
MATCH (event:WhypathEvent {stream: $stream})
WHERE event.sequence >= 0
RETURN event.event AS event
ORDER BY event.sequence
