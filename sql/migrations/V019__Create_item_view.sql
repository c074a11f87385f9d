-- title: Items by name of their label, for queries
CREATE VIEW item AS SELECT key, id, name, properties FROM node WHERE label = 'Item';
