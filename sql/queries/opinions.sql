-- title: Opinions with their words and what found them, in the order of their ids, from one on
-- param after: string = "", id after which to begin
-- param limit: integer = 20, most rows
-- returns: opinion, review, aspect, aspectPhrase, aspectStart, aspectEnd, phrase, start, end, polarity, method, model, mention
-- uses: index sqlite_autoindex_opinion_1
SELECT o.id AS opinion, v.id AS review, a.id AS aspect, o.aspect_phrase AS aspectPhrase, o.aspect_start AS aspectStart,
  o.aspect_end AS aspectEnd, o.phrase AS phrase, o.phrase_start AS start, o.phrase_end AS "end", o.polarity AS polarity,
  o.method AS method, o.model AS model, o.mention AS mention
FROM opinion o
JOIN review v ON v.key = o.review
JOIN node a ON a.key = o.aspect
WHERE o.id > :after
ORDER BY o.id
LIMIT :limit
