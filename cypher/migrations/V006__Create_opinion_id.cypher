// title: Opinions are found by their id, which is unique
CREATE CONSTRAINT opinion_id IF NOT EXISTS FOR (n:Opinion) REQUIRE n.id IS UNIQUE;
