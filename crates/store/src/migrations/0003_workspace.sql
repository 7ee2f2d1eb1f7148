-- What requests with an idempotency key came to is written with what they did: ids, no longer whole answers.
DELETE FROM clew_idempotency;

-- Field id -> (table, column): fields that the first table of a form has no room for lie in a part behind it.
ALTER TABLE clew_column ADD COLUMN part {int} NOT NULL DEFAULT 0;
