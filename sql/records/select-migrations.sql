-- title: The migrations that were applied
-- returns: version, checksum
SELECT version, checksum FROM migration ORDER BY version
