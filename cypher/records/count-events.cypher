// title: Number of events of a stream, which are numbered from 0
// param stream: string, its name
// returns: events
// uses: whypath_event_key
MATCH (event:WhypathEvent {stream: $stream})
WHERE event.sequence >= 0
RETURN coalesce(max(event.sequence) + 1, 0) AS events
