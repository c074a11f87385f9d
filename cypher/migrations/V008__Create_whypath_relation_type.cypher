// title: Facts: what each relationship type is to the engine (role: interaction, link or derived)
CREATE CONSTRAINT whypath_relation_type IF NOT EXISTS FOR (n:WhypathRelation) REQUIRE n.type IS UNIQUE;
