-- title: Aspects by name of their label, for queries
CREATE VIEW aspect AS SELECT key, id, name FROM node WHERE label = 'Aspect';
