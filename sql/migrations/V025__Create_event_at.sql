-- title: Events by time, to find conversations that nobody goes on with
CREATE INDEX event_at ON event (at);
