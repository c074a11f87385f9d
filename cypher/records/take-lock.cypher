// title: Holds the lock of migrations until the transaction ends
// param at: integer, epoch milliseconds
// uses: whypath_lock_id
MERGE (lock:WhypathLock {id: 'migration'})
SET lock.at = $at
