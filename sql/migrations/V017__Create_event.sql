-- title: Records: events of conversations, `event` as JSON
CREATE TABLE event (
  stream TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  event TEXT NOT NULL,
  PRIMARY KEY (stream, sequence)
) STRICT, WITHOUT ROWID;
