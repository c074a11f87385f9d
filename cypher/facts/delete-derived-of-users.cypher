// title: Removes the counts of opinions of users
// param ids: list, ids of the users
// uses: user_id
UNWIND $ids AS id
MATCH (:User {id: id})-[old:VALUES|MINDS]->(:Aspect)
DELETE old
