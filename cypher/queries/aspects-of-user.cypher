// title: What a user values and minds in her reviews
// param user: string, id of the user
// param limit: integer = 20, most rows
// returns: aspect, name, values, minds
// uses: constraint user_id
MATCH (:User {id: $user})-[r:VALUES|MINDS]->(a:Aspect)
RETURN a.id AS aspect, a.name AS name,
  sum(CASE type(r) WHEN 'VALUES' THEN r.opinions ELSE 0 END) AS values,
  sum(CASE type(r) WHEN 'MINDS' THEN r.opinions ELSE 0 END) AS minds
ORDER BY values + minds DESC, aspect
LIMIT $limit
