-- title: A durable result
-- param key: string, what identifies it
-- returns: record
SELECT record FROM result WHERE key = :key
