// title: Removes the counts of opinions of items
// param ids: list, ids of the items
// uses: item_id
UNWIND $ids AS id
MATCH (:Item {id: id})-[old:PRAISED_FOR|CRITICISED_FOR]->(:Aspect)
DELETE old
