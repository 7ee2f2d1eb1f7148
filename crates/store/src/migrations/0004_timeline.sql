-- What belongs to follow-ups: since when one stands at the top, its files, what colleagues put under it. A remark
-- without a body only says that the person read it.
ALTER TABLE clew_activity ADD COLUMN pinned_at {instant};
CREATE INDEX clew_activity_pinned ON clew_activity (record) WHERE pinned_at IS NOT NULL;
CREATE TABLE clew_activity_file (
    activity {uuid} NOT NULL,
    place {int} NOT NULL,
    record {uuid} NOT NULL,
    file {uuid} NOT NULL,
    name {text} NOT NULL,
    size {int} NOT NULL,
    media {text} NOT NULL,
    PRIMARY KEY (activity, place)
);
CREATE INDEX clew_activity_file_record ON clew_activity_file (record);
CREATE INDEX clew_activity_file_file ON clew_activity_file (file);
CREATE TABLE clew_remark (
    id {uuid} PRIMARY KEY,
    activity {uuid} NOT NULL,
    form {uuid} NOT NULL,
    record {uuid} NOT NULL,
    person {uuid},
    body {text},
    at {instant} NOT NULL,
    removed {bool} NOT NULL
);
CREATE INDEX clew_remark_activity ON clew_remark (activity, at);
CREATE INDEX clew_remark_record ON clew_remark (record);

-- What one gave to others to do.
CREATE INDEX clew_task_given ON clew_task (made_by, done_at, due) WHERE made_by <> assignee AND NOT removed;
-- People's pictures: which kept file is whose.
CREATE TABLE clew_avatar (
    person {uuid} PRIMARY KEY,
    file {uuid} NOT NULL
);

-- What people say of forms, for those who build them.
CREATE TABLE clew_feedback (
    id {uuid} PRIMARY KEY,
    form {uuid} NOT NULL,
    page {text} NOT NULL,
    body {text} NOT NULL,
    file {uuid},
    at {instant} NOT NULL,
    person {uuid} NOT NULL,
    answer {text} NOT NULL,
    answered_at {instant},
    answered_by {uuid},
    resolved_at {instant},
    resolved_by {uuid},
    rev {int} NOT NULL
);
CREATE INDEX clew_feedback_open ON clew_feedback (at, id) WHERE resolved_at IS NULL;
CREATE INDEX clew_feedback_person ON clew_feedback (person, at, id);
