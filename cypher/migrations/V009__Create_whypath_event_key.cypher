// title: Records: events of conversations; two writers cannot both take a sequence number
CREATE CONSTRAINT whypath_event_key IF NOT EXISTS FOR (n:WhypathEvent) REQUIRE (n.stream, n.sequence) IS UNIQUE;
