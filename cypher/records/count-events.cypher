// title: Number of events of a stream
// param stream: string, its name
// returns: events
// uses: whypath_event_key
MATCH (event:WhypathEvent {stream: $stream})
WHERE event.sequence >= 0
RETURN count(event) AS events
