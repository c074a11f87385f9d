-- title: Stores the manifest; it says what the facts mean, so that it counts as a write of facts
-- param manifest: string, JSON
UPDATE state SET manifest = :manifest, revision = revision + 1 WHERE id = 1 AND manifest IS NOT :manifest
