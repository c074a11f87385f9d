-- title: What a user struck
-- param user: string, id of the user
-- returns: label, node, at
-- uses: primary key of strike
SELECT node.label, node.id AS node, strike.at
FROM node AS user
JOIN strike ON strike.user = user.key
JOIN node ON node.key = strike.node
WHERE user.label = 'User' AND user.id = :user
ORDER BY node.label, node.id
