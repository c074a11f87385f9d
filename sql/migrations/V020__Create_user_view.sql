-- title: Users by name of their label, for queries
CREATE VIEW user AS SELECT key, id, name FROM node WHERE label = 'User';
