-- title: When events of conversations were appended, in epoch milliseconds; null for those of before
ALTER TABLE event ADD COLUMN at INTEGER;
