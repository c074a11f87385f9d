-- title: Finds the reviews of an item
CREATE INDEX review_item ON review (item);
