// title: Removes opinions
// param ids: list, ids
// uses: opinion_id
UNWIND $ids AS id
MATCH (opinion:Opinion {id: id})
DETACH DELETE opinion
