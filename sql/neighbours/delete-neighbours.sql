-- title: Removes all item-item lists
DELETE FROM neighbour
