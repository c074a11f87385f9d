-- title: Finds the reviews of a user
CREATE INDEX review_user ON review (user);
