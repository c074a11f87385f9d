-- title: The counter of fact writes and the manifest
-- returns: revision, manifest
SELECT revision, manifest FROM state WHERE id = 1
