-- title: What reviews say of aspects; offsets count UTF-16 units of the text of the review
CREATE TABLE opinion (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  review INTEGER NOT NULL REFERENCES review (key),
  aspect INTEGER NOT NULL REFERENCES node (key),
  aspect_phrase TEXT NOT NULL,
  aspect_start INTEGER NOT NULL,
  aspect_end INTEGER NOT NULL,
  phrase TEXT NOT NULL,
  phrase_start INTEGER NOT NULL,
  phrase_end INTEGER NOT NULL,
  polarity TEXT NOT NULL CHECK (polarity IN ('positive', 'negative', 'neutral')),
  method TEXT NOT NULL,
  model TEXT
) STRICT;
