-- title: Attributes by name of their label, for queries
CREATE VIEW attribute AS SELECT key, id, kind, name FROM node WHERE label = 'Attribute';
