// title: Opinions with their words and what found them, in the order of their ids, from one on
// param after: string = "", id after which to begin
// param limit: integer = 20, most rows
// returns: opinion, review, aspect, aspectPhrase, aspectStart, aspectEnd, phrase, start, end, polarity, method, model, mention
// uses: constraint opinion_id
MATCH (v:Review)-[:STATES]->(o:Opinion)-[:ON]->(a:Aspect)
WHERE o.id > $after
RETURN o.id AS opinion, v.id AS review, a.id AS aspect, o.aspectPhrase AS aspectPhrase, o.aspectStart AS aspectStart,
  o.aspectEnd AS aspectEnd, o.phrase AS phrase, o.start AS start, o.end AS end, o.polarity AS polarity,
  o.method AS method, o.model AS model, o.mention AS mention
ORDER BY opinion
LIMIT $limit
