-- title: Number of rows of each kind
-- returns: items, users, attributes, aspects, links, interactions, reviews, opinions, strikes
SELECT
  (SELECT count(*) FROM node WHERE label = 'Item') AS items,
  (SELECT count(*) FROM node WHERE label = 'User') AS users,
  (SELECT count(*) FROM node WHERE label = 'Attribute') AS attributes,
  (SELECT count(*) FROM node WHERE label = 'Aspect') AS aspects,
  (SELECT count(*) FROM link) AS links,
  (SELECT count(*) FROM interaction) AS interactions,
  (SELECT count(*) FROM review) AS reviews,
  (SELECT count(*) FROM opinion) AS opinions,
  (SELECT count(*) FROM strike) AS strikes
