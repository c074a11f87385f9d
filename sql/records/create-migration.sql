-- title: The migrations that this file has seen, `applied_at` in epoch milliseconds
CREATE TABLE IF NOT EXISTS migration (
  version INTEGER PRIMARY KEY,
  description TEXT NOT NULL,
  checksum TEXT NOT NULL,
  applied_at INTEGER NOT NULL
) STRICT
