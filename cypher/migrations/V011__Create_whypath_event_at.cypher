// title: Events by time, to find conversations that nobody goes on with
CREATE INDEX whypath_event_at IF NOT EXISTS FOR (n:WhypathEvent) ON (n.at);
