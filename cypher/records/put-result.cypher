// title: Writes a durable result, replacing one that is there
// param key: string, what identifies it
// param record: string, JSON
// param writtenAt: integer, epoch milliseconds
// uses: whypath_result_key
MERGE (result:WhypathResult {key: $key})
SET result.record = $record, result.writtenAt = $writtenAt
