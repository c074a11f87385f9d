// title: Number of rows of each kind that are nodes
// returns: items, users, attributes, aspects, reviews, opinions
RETURN
  COUNT { (:Item) } AS items,
  COUNT { (:User) } AS users,
  COUNT { (:Attribute) } AS attributes,
  COUNT { (:Aspect) } AS aspects,
  COUNT { (:Review) } AS reviews,
  COUNT { (:Opinion) } AS opinions
