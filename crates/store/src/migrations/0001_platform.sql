-- The log. `last` is the seq of the entry's last row: bulk entries span `count` seqs.
CREATE TABLE clew_head (
    id {int} PRIMARY KEY,
    seq {int} NOT NULL,
    hash {bytes} NOT NULL,
    catalog {int} NOT NULL
);
CREATE TABLE clew_log (
    last {int} PRIMARY KEY,
    count {int} NOT NULL,
    at {instant} NOT NULL,
    kind {int} NOT NULL,
    form {uuid},
    form_version {int} NOT NULL,
    record {uuid},
    actor {int} NOT NULL,
    person {uuid},
    origin {int} NOT NULL,
    batch {uuid},
    cause {int},
    prev {int},
    payload_hash {bytes} NOT NULL,
    hash {bytes} NOT NULL
);
CREATE INDEX clew_log_batch ON clew_log (batch) WHERE batch IS NOT NULL;
CREATE TABLE clew_payload (
    last {int} PRIMARY KEY,
    salt {bytes} NOT NULL,
    encoding {int} NOT NULL,
    body {bytes} NOT NULL
);

-- Definitions.
CREATE TABLE clew_form (
    id {uuid} PRIMARY KEY,
    number {int} NOT NULL UNIQUE,
    code {text} NOT NULL UNIQUE,
    version {int} NOT NULL,
    document {text} NOT NULL
);
CREATE TABLE clew_form_version (
    form {uuid} NOT NULL,
    version {int} NOT NULL,
    document {text} NOT NULL,
    at {instant} NOT NULL,
    person {uuid},
    note {text} NOT NULL,
    PRIMARY KEY (form, version)
);
CREATE TABLE clew_form_draft (
    form {uuid} PRIMARY KEY,
    code {text} NOT NULL UNIQUE,
    document {text} NOT NULL,
    revision {int} NOT NULL,
    base_version {int} NOT NULL,
    at {instant} NOT NULL,
    person {uuid}
);
-- Field id -> physical column. `name` is never a field's code, so renames touch no table.
CREATE TABLE clew_column (
    form {uuid} NOT NULL,
    field {uuid} NOT NULL,
    name {text} NOT NULL,
    shape {text} NOT NULL,
    sort_key {bool} NOT NULL,
    PRIMARY KEY (form, name)
);
CREATE TABLE clew_view (
    id {uuid} PRIMARY KEY,
    form {uuid} NOT NULL,
    code {text} NOT NULL,
    owner {uuid},
    document {text} NOT NULL,
    UNIQUE (form, code)
);
CREATE TABLE clew_counter (
    form {uuid} NOT NULL,
    field {uuid} NOT NULL,
    value {int} NOT NULL,
    PRIMARY KEY (form, field)
);

-- People.
CREATE TABLE clew_person (
    id {uuid} PRIMARY KEY,
    name {text} NOT NULL,
    login {text} UNIQUE,
    phone {text} UNIQUE,
    role {text} NOT NULL,
    department {uuid},
    state {text} NOT NULL,
    password {text},
    preferences {text} NOT NULL,
    created_at {instant} NOT NULL
);
CREATE TABLE clew_department (
    id {uuid} PRIMARY KEY,
    name {text} NOT NULL,
    parent {uuid}
);
CREATE TABLE clew_session (
    token {bytes} PRIMARY KEY,
    person {uuid} NOT NULL,
    created_at {instant} NOT NULL,
    expires_at {instant} NOT NULL,
    stay {bool} NOT NULL
);
CREATE INDEX clew_session_person ON clew_session (person);
CREATE TABLE clew_invitation (
    token {bytes} PRIMARY KEY,
    person {uuid} NOT NULL,
    expires_at {instant} NOT NULL
);
CREATE TABLE clew_api_key (
    id {uuid} PRIMARY KEY,
    name {text} NOT NULL,
    hint {text} NOT NULL,
    token {bytes} NOT NULL UNIQUE,
    person {uuid} NOT NULL,
    created_at {instant} NOT NULL
);
CREATE TABLE clew_setting (
    key {text} PRIMARY KEY,
    value {text} NOT NULL
);

-- Timeline, notices.
CREATE TABLE clew_activity (
    id {uuid} PRIMARY KEY,
    form {uuid} NOT NULL,
    record {uuid} NOT NULL,
    kind {text} NOT NULL,
    body {text} NOT NULL,
    at {instant} NOT NULL,
    person {uuid},
    minutes {int},
    next_at {instant},
    batch {uuid},
    removed {bool} NOT NULL
);
CREATE INDEX clew_activity_record ON clew_activity (record, at);
CREATE TABLE clew_notice (
    number {key},
    id {uuid} NOT NULL UNIQUE,
    person {uuid} NOT NULL,
    kind {text} NOT NULL,
    at {instant} NOT NULL,
    form {uuid},
    record {uuid},
    read_at {instant},
    params {text} NOT NULL,
    dedup {text} UNIQUE
);
CREATE INDEX clew_notice_person ON clew_notice (person, number);
CREATE INDEX clew_notice_unread ON clew_notice (person) WHERE read_at IS NULL;

-- Reactors, timers, outbox, jobs.
CREATE TABLE clew_cursor (
    name {text} PRIMARY KEY,
    seq {int} NOT NULL
);
CREATE TABLE clew_timer (
    kind {text} NOT NULL,
    key {text} NOT NULL,
    due {instant} NOT NULL,
    payload {text} NOT NULL,
    PRIMARY KEY (kind, key)
);
CREATE INDEX clew_timer_due ON clew_timer (due);
CREATE TABLE clew_outbox (
    id {uuid} PRIMARY KEY,
    webhook {uuid} NOT NULL,
    seq {int} NOT NULL,
    event {text} NOT NULL,
    body {text} NOT NULL,
    at {instant} NOT NULL,
    state {text} NOT NULL,
    attempts {int} NOT NULL,
    due {instant} NOT NULL,
    answer {text} NOT NULL,
    UNIQUE (webhook, seq, event)
);
CREATE INDEX clew_outbox_due ON clew_outbox (due) WHERE state = 'waiting';
CREATE TABLE clew_webhook (
    id {uuid} PRIMARY KEY,
    url {text} NOT NULL,
    form {uuid},
    events {text} NOT NULL,
    secret {text} NOT NULL,
    enabled {bool} NOT NULL,
    person {uuid},
    created_at {instant} NOT NULL
);
CREATE TABLE clew_job (
    id {uuid} PRIMARY KEY,
    kind {text} NOT NULL,
    state {text} NOT NULL,
    done {int} NOT NULL,
    total {int} NOT NULL,
    person {uuid},
    created_at {instant} NOT NULL,
    batch {uuid},
    plan {text} NOT NULL,
    checkpoint {text} NOT NULL,
    result {text} NOT NULL,
    claims {int} NOT NULL,
    lease_until {instant} NOT NULL,
    stopping {bool} NOT NULL
);
CREATE INDEX clew_job_state ON clew_job (state);
CREATE TABLE clew_lease (
    name {text} PRIMARY KEY,
    holder {text} NOT NULL,
    until {instant} NOT NULL
);
CREATE TABLE clew_idempotency (
    person {uuid} NOT NULL,
    key {text} NOT NULL,
    at {instant} NOT NULL,
    request {bytes} NOT NULL,
    answer {text} NOT NULL,
    PRIMARY KEY (person, key)
);
CREATE TABLE clew_import (
    id {uuid} PRIMARY KEY,
    person {uuid},
    at {instant} NOT NULL,
    state {text} NOT NULL,
    file {text} NOT NULL,
    document {text} NOT NULL
);

-- Files: content-addressed; the bytes lie in the data folder.
CREATE TABLE clew_file (
    id {uuid} PRIMARY KEY,
    hash {bytes} NOT NULL,
    size {int} NOT NULL,
    media {text} NOT NULL,
    name {text} NOT NULL,
    person {uuid},
    at {instant} NOT NULL
);
CREATE INDEX clew_file_hash ON clew_file (hash);
