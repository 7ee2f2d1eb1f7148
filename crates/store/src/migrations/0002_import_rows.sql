-- Rows of an imported file that became no record, with the reasons: the failed-rows file is made of them.
CREATE TABLE clew_import_row (
    import {uuid} NOT NULL,
    row {int} NOT NULL,
    outcome {text} NOT NULL,
    reasons {text} NOT NULL,
    PRIMARY KEY (import, row)
);
