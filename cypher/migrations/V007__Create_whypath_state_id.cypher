// title: Facts: the one node with the counter of fact writes and the manifest
CREATE CONSTRAINT whypath_state_id IF NOT EXISTS FOR (n:WhypathState) REQUIRE n.id IS UNIQUE;
