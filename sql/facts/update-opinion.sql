-- title: Changes an opinion where anything differs
-- param id: string, its id
-- param review: integer, key of the review
-- param aspect: integer, key of the aspect
-- param aspect_phrase: string, the words that name the aspect
-- param aspect_start: integer, their begin in UTF-16 units
-- param aspect_end: integer, their end in UTF-16 units
-- param phrase: string, the words of the opinion
-- param phrase_start: integer, their begin in UTF-16 units
-- param phrase_end: integer, their end in UTF-16 units
-- param polarity: string, positive or negative or neutral
-- param method: string, what found it
-- param model: string, name of the model, null where none found it
-- param mention: string, what the review calls the aspect, null where no vocabulary can name it anew
UPDATE opinion
SET review = :review, aspect = :aspect, aspect_phrase = :aspect_phrase, aspect_start = :aspect_start,
  aspect_end = :aspect_end, phrase = :phrase, phrase_start = :phrase_start, phrase_end = :phrase_end,
  polarity = :polarity, method = :method, model = :model,
  mention = :mention
WHERE id = :id
  AND (
    review IS NOT :review OR aspect IS NOT :aspect OR aspect_phrase IS NOT :aspect_phrase
    OR aspect_start IS NOT :aspect_start OR aspect_end IS NOT :aspect_end OR phrase IS NOT :phrase
    OR phrase_start IS NOT :phrase_start OR phrase_end IS NOT :phrase_end OR polarity IS NOT :polarity
    OR method IS NOT :method OR model IS NOT :model OR mention IS NOT :mention
  )
