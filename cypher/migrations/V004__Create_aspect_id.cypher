// title: Aspects are found by their id, which is unique
CREATE CONSTRAINT aspect_id IF NOT EXISTS FOR (n:Aspect) REQUIRE n.id IS UNIQUE;
