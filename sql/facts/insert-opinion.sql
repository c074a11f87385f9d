-- title: Writes an opinion
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
INSERT INTO opinion (
  id, review, aspect, aspect_phrase, aspect_start, aspect_end, phrase, phrase_start, phrase_end, polarity, method, model,
  mention
)
VALUES (
  :id, :review, :aspect, :aspect_phrase, :aspect_start, :aspect_end, :phrase, :phrase_start, :phrase_end, :polarity,
  :method, :model, :mention
)
