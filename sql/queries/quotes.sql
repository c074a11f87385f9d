-- title: Words of reviews about an aspect of an item, newest first; who wrote them stays in the store
-- param item: string, id of the item
-- param aspect: string, id of the aspect
-- param limit: integer = 20, most rows
-- returns: polarity, aspectPhrase, phrase, text, review, day
-- uses: index opinion_aspect
SELECT o.polarity AS polarity, o.aspect_phrase AS aspectPhrase, o.phrase AS phrase, v.text AS text, v.id AS review,
  strftime('%Y-%m-%d', v.at / 1000, 'unixepoch') AS day
FROM opinion o
JOIN review v ON v.key = o.review
JOIN item i ON i.key = v.item
JOIN aspect a ON a.key = o.aspect
WHERE i.id = :item AND a.id = :aspect
ORDER BY coalesce(v.at, -9007199254740991) DESC, v.id, o.phrase_start, o.id
LIMIT :limit
