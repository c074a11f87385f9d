-- title: Removes the opinions of a review whose text is about to change
-- param id: string, id of the review
-- param text: string, its new text
-- uses: opinion_review
DELETE FROM opinion WHERE review = (SELECT key FROM review WHERE id = :id AND text <> :text)
