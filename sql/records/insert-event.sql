-- title: Appends an event
-- param stream: string, name of the stream
-- param sequence: integer, position in the stream, from 0
-- param event: string, JSON
-- param at: integer, epoch milliseconds
INSERT INTO event (stream, sequence, event, at) VALUES (:stream, :sequence, :event, :at)
