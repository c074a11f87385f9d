// title: Writes what the live query needs to tell what a user likes
// param kinds: list, maps {kind, weight}
// param likedFrom: number, weight from which an item is liked
// param positiveFrom: number, lower ratings are no likes; null where every rating counts
CREATE (:WhypathNeighbours {id: 'lists', likedFrom: $likedFrom, positiveFrom: $positiveFrom})
FOREACH (kind IN $kinds | CREATE (:WhypathNeighbourKind {kind: kind.kind, weight: kind.weight}))
