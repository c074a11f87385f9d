-- title: Records: durable results, `record` as JSON, `written_at` epoch milliseconds
CREATE TABLE result (
  key TEXT PRIMARY KEY,
  record TEXT NOT NULL,
  written_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
