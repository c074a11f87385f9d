// title: Appends events
// param stream: string, name of the stream
// param events: list, maps {sequence, event}; event is JSON
// param at: integer, epoch milliseconds
// uses: whypath_event_key
UNWIND $events AS row
CREATE (:WhypathEvent {stream: $stream, sequence: row.sequence, event: row.event, at: $at})
