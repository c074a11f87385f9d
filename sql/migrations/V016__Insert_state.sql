-- title: A fresh store has seen no write of facts
INSERT INTO state (id, revision, manifest) VALUES (1, 0, NULL);
