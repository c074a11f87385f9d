-- title: Finds the interactions of an item
CREATE INDEX interaction_item ON interaction (item, kind, user);
