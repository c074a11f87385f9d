// title: Records: durable results
CREATE CONSTRAINT whypath_result_key IF NOT EXISTS FOR (n:WhypathResult) REQUIRE n.key IS UNIQUE;
