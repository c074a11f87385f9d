-- title: Remembers a migration
-- param version: integer, its number
-- param description: string, its name in words
-- param checksum: string, SHA-256 of its file
-- param applied_at: integer, epoch milliseconds
INSERT INTO migration (version, description, checksum, applied_at)
VALUES (:version, :description, :checksum, :applied_at)
