// title: Items that suit a user, from the lists that "whypath neighbours" keeps, with the share of each reason
// param user: string, id of the user
// param items: integer = 10, how many items
// param reasons: integer = 3, most reasons an item
// param peopleMin: integer = 5, fewest people behind a reason that is shown
// param limit: integer = 100, most rows
// returns: item, name, score, linking, linkingName, act, people, share, withheld, withheldShare
// uses: constraint user_id
MATCH (setting:WhypathNeighbours {id: 'lists'})
MATCH (u:User {id: $user})-[r]->(i:Item)
MATCH (kind:WhypathNeighbourKind {kind: type(r)})
WITH setting, u, i, kind, max(coalesce(r.weight, 1.0)) AS strongest,
  max(CASE WHEN r.rating < setting.positiveFrom THEN 1 ELSE 0 END) AS low
WITH setting, u, i, sum(kind.weight * strongest) AS own, max(low) AS low,
  min(CASE WHEN kind.weight > 0 THEN kind.kind END) AS act
WITH setting, u, collect({item: i, own: own, act: act, low: low}) AS acts
WITH u, [a IN acts | a.item] AS known,
  [a IN acts WHERE a.low = 0 AND a.own > 0 AND a.own >= setting.likedFrom
    AND NOT EXISTS { MATCH (u)-[:STRUCK]->(s) WHERE s = a.item }] AS likes
UNWIND likes AS like
WITH u, known, like.item AS i, like.own AS own, like.act AS act
MATCH (i)-[n:NEIGHBOUR]->(j:Item)
WHERE NOT j IN known AND NOT EXISTS { MATCH (u)-[:STRUCK]->(j) }
WITH j, i, act, n.people AS people, own * n.weight AS part
ORDER BY round(part, 12) DESC, i.id
WITH j, sum(part) AS score, sum(CASE WHEN people < $peopleMin THEN 1 ELSE 0 END) AS withheld,
  sum(CASE WHEN people < $peopleMin THEN part ELSE 0.0 END) AS kept,
  [reason IN collect({item: i, act: act, people: people, part: part}) WHERE reason.people >= $peopleMin] AS shown
ORDER BY round(score, 12) DESC, j.id
LIMIT $items
UNWIND CASE WHEN size(shown[..$reasons]) = 0 THEN [null] ELSE shown[..$reasons] END AS reason
RETURN j.id AS item, j.name AS name, round(score, 12) AS score, reason.item.id AS linking,
  reason.item.name AS linkingName, reason.act AS act, reason.people AS people,
  round(reason.part / score, 9) AS share, withheld, round(kept / score, 9) AS withheldShare
ORDER BY score DESC, item, share DESC, linking
LIMIT $limit
