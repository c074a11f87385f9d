-- title: Counts one more write of facts
UPDATE state SET revision = revision + 1 WHERE id = 1
