// title: Writes durable results, replacing those that are there
// param results: list, {key, record: JSON} each
// param writtenAt: integer, epoch milliseconds
// uses: whypath_result_key
UNWIND $results AS row
MERGE (result:WhypathResult {key: row.key})
SET result.record = row.record, result.writtenAt = $writtenAt
