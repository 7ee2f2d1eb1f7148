-- What requests with an idempotency key came to is written with what they did: ids, no longer whole answers. Of older
-- ones stays that they were done; those under way in the moment of the upgrade are sent again.
DELETE FROM clew_idempotency WHERE answer = '';
UPDATE clew_idempotency SET answer = '-';
CREATE INDEX clew_idempotency_at ON clew_idempotency (at);

-- Field id -> (table, column): fields that the first table of a form has no room for lie in a part behind it.
ALTER TABLE clew_column ADD COLUMN part {int} NOT NULL DEFAULT 0;

-- Records whose personal data was erased: a restore of an older backup erases them again.
CREATE TABLE clew_erasure (
    record {uuid} PRIMARY KEY,
    form {uuid} NOT NULL,
    seq {int} NOT NULL,
    at {instant} NOT NULL
);
-- Bytes that an erasure took the last name from, until they are gone from the disk.
CREATE TABLE clew_erased_file (
    hash {bytes} PRIMARY KEY
);

-- Tasks: people's open work, on a record or standing alone.
CREATE TABLE clew_task (
    id {uuid} PRIMARY KEY,
    form {uuid},
    record {uuid},
    title {text} NOT NULL,
    note {text} NOT NULL,
    assignee {uuid} NOT NULL,
    due {instant},
    all_day {bool} NOT NULL,
    done_at {instant},
    done_by {uuid},
    made_at {instant} NOT NULL,
    made_by {uuid},
    rev {int} NOT NULL,
    removed {bool} NOT NULL
);
CREATE INDEX clew_task_open ON clew_task (assignee, due, id) WHERE done_at IS NULL AND NOT removed;
CREATE INDEX clew_task_done ON clew_task (assignee, done_at, id) WHERE done_at IS NOT NULL AND NOT removed;
CREATE INDEX clew_task_record ON clew_task (record) WHERE record IS NOT NULL;

-- Signed ends of the log, and the parts of it whose payloads were put away in files.
CREATE TABLE clew_segment (
    seq {int} PRIMARY KEY,
    hash {bytes} NOT NULL,
    at {instant} NOT NULL,
    key {bytes} NOT NULL,
    signature {bytes} NOT NULL
);
CREATE TABLE clew_archive (
    last {int} PRIMARY KEY,
    first {int} NOT NULL,
    at {instant} NOT NULL,
    hash {bytes} NOT NULL
);

-- What people recognise their sessions by, and what follows them from one browser to another.
ALTER TABLE clew_session ADD COLUMN device {text} NOT NULL DEFAULT '';
ALTER TABLE clew_session ADD COLUMN address {text} NOT NULL DEFAULT '';
ALTER TABLE clew_session ADD COLUMN used_at {instant};
CREATE TABLE clew_preference (
    person {uuid} PRIMARY KEY,
    document {text} NOT NULL
);

-- Forms whose search index and freed pages may still hold texts that were erased: SQLite only. state 0 = noted,
-- 1 = the index is being written anew, 2 = it is; the freed pages are left.
CREATE TABLE clew_erased_text (
    form {uuid} PRIMARY KEY,
    state {int} NOT NULL
);
