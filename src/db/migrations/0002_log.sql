-- pg_trgm: parts of words in free text. btree_gin: the organization as first column of a GIN index.
create extension if not exists pg_trgm;
create extension if not exists btree_gin;

-- The next number of each organization. The row lock orders the commits of all writers.
create table log_heads (
  organization_id uuid primary key references organizations (id),
  next_seq bigint not null default 1
) with (fillfactor = 50);

-- The log. `event` is the canonical JSON whose bytes are delivered and hashed; the other columns are read from it.
create table events (
  organization_id uuid not null,
  seq bigint not null,
  received_at timestamptz not null,
  occurred_at timestamptz not null,
  id text not null,
  action text not null,
  level text not null,
  result text not null,
  module text,
  service text,
  error_code text,
  actor_type text,
  actor_id text,
  customer_id text,
  source_ip text,
  integration_id text,
  event text not null
) partition by range (received_at);

create index events_seq on events (organization_id, seq);
create index events_time on events (organization_id, occurred_at, seq);
create index events_action on events (organization_id, action, occurred_at);
create index events_actor on events (organization_id, actor_id, occurred_at);

-- The idempotency ledger: uniqueness cannot span partitions. Rows live as long as their events.
create table event_ids (
  organization_id uuid not null,
  id text not null,
  seq bigint not null,
  received_at timestamptz not null,
  primary key (organization_id, id)
);

-- What search needs beyond the columns of `events`; filled behind the log by the indexer.
-- Names, user agent and words are folded (`event/fold.ts`), so that SQL compares bytes only.
create table event_search (
  organization_id uuid not null,
  seq bigint not null,
  received_at timestamptz not null,
  occurred_at timestamptz not null,
  actor_name text,
  user_agent text,
  resource_ids text[] not null,
  resource_names text[] not null,
  words text not null
) partition by range (received_at);

create index event_search_seq on event_search (organization_id, seq);
create index event_search_words on event_search using gin (organization_id, words gin_trgm_ops);
create index event_search_resources on event_search using gin (organization_id, resource_ids, resource_names);

-- Number of events by hour of occurrence and the columns that people group by. '' stands for absent.
create table event_hours (
  organization_id uuid not null,
  hour timestamptz not null,
  level text not null,
  action text not null,
  result text not null,
  module text not null,
  service text not null,
  events bigint not null,
  primary key (organization_id, hour, level, action, result, module, service)
);

-- Up to which number an organization's events are in `event_search` and `event_hours`.
create table index_heads (
  organization_id uuid primary key references organizations (id),
  seq bigint not null default 0
) with (fillfactor = 50);

create table exports (
  organization_id uuid not null references organizations (id),
  id uuid not null,
  created_by text not null,
  created_at timestamptz not null default now(),
  q text not null,
  from_time timestamptz,
  to_time timestamptz,
  last_seq bigint not null,
  format text not null,
  options jsonb not null,
  primary key (organization_id, id)
);

create table saved_views (
  organization_id uuid not null references organizations (id),
  id uuid not null,
  name text not null,
  q text not null,
  options jsonb not null default '{}',
  created_by text not null,
  created_at timestamptz not null default now(),
  primary key (organization_id, id)
);
