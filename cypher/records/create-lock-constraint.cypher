// title: The lock that lets one process at a time migrate
CREATE CONSTRAINT whypath_lock_id IF NOT EXISTS FOR (lock:WhypathLock) REQUIRE lock.id IS UNIQUE
