// title: All interactions of one kind, one row for each user
// One record for each relationship costs the driver eight times as much. Lists keep one order; NaN stands for nothing,
// because lists leave nulls out. Numbers come as floats, which are exact for moments and read faster than integers.
// param type: string, relationship type
// returns: source, targets, weights, ratings, moments
// uses: user_id
MATCH (user:User)
CALL (user) {
  MATCH (user)-[edge]->(item:Item)
  WHERE type(edge) = $type
  RETURN
    collect(item.id) AS targets,
    collect(toFloat(coalesce(edge.weight, 1.0))) AS weights,
    collect(toFloat(coalesce(edge.rating, 0.0 / 0.0))) AS ratings,
    collect(toFloat(coalesce(edge.at, 0.0 / 0.0))) AS moments
}
WITH user, targets, weights, ratings, moments
WHERE size(targets) > 0
RETURN user.id AS source, targets, weights, ratings, moments
