-- The tables of the workflow runtime, version 1.

-- A version of a workflow. Immutable: a changed file is a new row. is_current marks the one that new instances follow.
CREATE TABLE workflow_definition (
    content_hash  text PRIMARY KEY,
    definition_id text NOT NULL,
    version_id    text NOT NULL,
    version       integer NOT NULL,
    name          text NOT NULL,
    json          text NOT NULL,
    is_current    boolean NOT NULL,
    published_at  timestamptz NOT NULL
);
CREATE UNIQUE INDEX workflow_definition_current ON workflow_definition (definition_id) WHERE is_current;

-- One row per instance, written before its first activity runs. state is UTF-8 JSON; it is null until the first burst.
-- status: 0 Pending, 1 Executing, 2 Suspended, 3 Finished, 4 Cancelled, 5 Faulted, 6 Interrupted.
CREATE TABLE workflow_instance (
    id                  text PRIMARY KEY,
    definition_id       text NOT NULL,
    content_hash        text NOT NULL REFERENCES workflow_definition,
    status              smallint NOT NULL,
    revision            bigint NOT NULL DEFAULT 0,
    correlation_id      text,
    name                text,
    parent_id           text,
    parent_bookmark_id  text,
    trigger_activity_id text,
    input               text,
    state               bytea,
    incidents           text,
    created_at          timestamptz NOT NULL,
    updated_at          timestamptz NOT NULL,
    finished_at         timestamptz
);
CREATE INDEX workflow_instance_runnable ON workflow_instance (created_at) WHERE status IN (0, 1, 6);
CREATE INDEX workflow_instance_definition ON workflow_instance (definition_id, status, created_at);
CREATE INDEX workflow_instance_correlation ON workflow_instance (correlation_id) WHERE correlation_id IS NOT NULL;
CREATE INDEX workflow_instance_parent ON workflow_instance (parent_id) WHERE parent_id IS NOT NULL;

-- Where instances wait. Consumed by deleting the row in the transaction that goes on from it.
CREATE TABLE workflow_bookmark (
    id                   text PRIMARY KEY,
    instance_id          text NOT NULL REFERENCES workflow_instance ON DELETE CASCADE,
    name                 text NOT NULL,
    key                  text NOT NULL,
    activity_id          text NOT NULL,
    node_id              text NOT NULL,
    activity_instance_id integer NOT NULL,
    payload              text,
    due_at               timestamptz,
    created_at           timestamptz NOT NULL
);
CREATE INDEX workflow_bookmark_instance ON workflow_bookmark (instance_id);
CREATE INDEX workflow_bookmark_key ON workflow_bookmark (name, key);
CREATE INDEX workflow_bookmark_due ON workflow_bookmark (due_at) WHERE due_at IS NOT NULL;

-- What happened, line by line.
CREATE TABLE workflow_journal (
    instance_id          text NOT NULL REFERENCES workflow_instance ON DELETE CASCADE,
    sequence             integer NOT NULL,
    at                   timestamptz NOT NULL,
    event                smallint NOT NULL,
    activity_id          text NOT NULL,
    node_id              text NOT NULL,
    activity_type        text NOT NULL,
    activity_instance_id integer NOT NULL,
    data                 text,
    PRIMARY KEY (instance_id, sequence)
);

-- Stimuli that are under way. stage: 0 new (to be matched), 1 early (waits for its bookmark), 2 directed (to one bookmark).
CREATE TABLE workflow_stimulus (
    id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    stage          smallint NOT NULL,
    instance_id    text,
    bookmark_id    text,
    name           text,
    key            text,
    correlation_id text,
    payload        text,
    created_at     timestamptz NOT NULL,
    expires_at     timestamptz NOT NULL
);
CREATE INDEX workflow_stimulus_new ON workflow_stimulus (id) WHERE stage = 0;
CREATE INDEX workflow_stimulus_early ON workflow_stimulus (name, key) WHERE stage = 1;
CREATE INDEX workflow_stimulus_directed ON workflow_stimulus (instance_id) WHERE stage = 2;
