// title: A durable result
// param key: string, what identifies it
// returns: record
// uses: whypath_result_key
MATCH (result:WhypathResult {key: $key})
RETURN result.record AS record
