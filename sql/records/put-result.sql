-- title: Writes a durable result, replacing one that is there
-- param key: string, what identifies it
-- param record: string, JSON
-- param written_at: integer, epoch milliseconds
INSERT INTO result (key, record, written_at) VALUES (:key, :record, :written_at)
ON CONFLICT (key) DO UPDATE SET record = excluded.record, written_at = excluded.written_at
