-- A standing delivery of the events that match a rule. What people set; what the engine writes is in trail_progress.
create table trails (
  organization_id uuid not null references organizations (id),
  id uuid not null,
  name text not null,
  rule text not null,
  destination text not null,
  format text not null,
  config jsonb not null,
  -- Sealed JSON of all secrets; gone with the trail.
  secrets bytea,
  -- When each secret was set, by name.
  secrets_set jsonb not null default '{}',
  -- Grows with each change that a running trail has to know.
  version integer not null default 1,
  created_by text not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  paused_at timestamptz,
  pause_reason text check (pause_reason in ('person', 'failing')),
  deleted_at timestamptz,
  primary key (organization_id, id)
);

-- Written with every batch, so it is kept apart and short. A write counts only with the fence of the trail's lease.
create table trail_progress (
  organization_id uuid not null,
  trail_id uuid not null,
  -- Number of the last event settled: delivered, a dead letter, or not matching.
  position bigint not null,
  fence bigint not null default 0,
  last_delivery_at timestamptz,
  -- First failure since the last success, and when the owners were told.
  failing_since timestamptz,
  told_at timestamptz,
  last_error text,
  last_error_at timestamptz,
  primary key (organization_id, trail_id)
) with (fillfactor = 50);

-- One batch, and what became of it. Kept 30 days.
create table deliveries (
  organization_id uuid not null,
  trail_id uuid not null,
  id uuid not null,
  lane text not null check (lane in ('live', 'resend')),
  first_seq bigint not null,
  last_seq bigint not null,
  events integer not null,
  bytes integer not null,
  status text not null check (status in ('retrying', 'delivered', 'partial', 'split', 'dead', 'superseded')),
  attempts integer not null,
  started_at timestamptz not null,
  settled_at timestamptz,
  next_attempt_at timestamptz,
  primary key (organization_id, trail_id, id)
) with (fillfactor = 80);
create index deliveries_time on deliveries (organization_id, trail_id, started_at, id);
create index deliveries_age on deliveries using brin (started_at);
create index deliveries_retrying on deliveries (organization_id, trail_id) where status = 'retrying';

-- One try at a delivery, with the heads of request and answer (4 KiB each, secrets removed).
create table attempts (
  organization_id uuid not null,
  trail_id uuid not null,
  delivery_id uuid not null,
  number integer not null,
  at timestamptz not null,
  duration_ms integer not null,
  outcome text not null,
  status integer,
  reason text,
  request text not null,
  response text,
  primary key (organization_id, trail_id, delivery_id, number)
);
create index attempts_age on attempts using brin (at);

-- Events that a destination refuses for good. The text is kept here: retention of the log does not reach it.
create table dead_letters (
  organization_id uuid not null,
  trail_id uuid not null,
  seq bigint not null,
  id uuid not null,
  event_id text not null,
  action text not null,
  reason text not null,
  at timestamptz not null,
  event text not null,
  -- When a person asked to send it again; null while it only lies here.
  resend_at timestamptz,
  primary key (organization_id, trail_id, seq)
);
create unique index dead_letters_id on dead_letters (organization_id, trail_id, id);
create index dead_letters_resend on dead_letters (organization_id, trail_id) where resend_at is not null;

-- Sums of five minutes, for the last day's figures and the charts. Kept 30 days.
create table trail_counts (
  organization_id uuid not null,
  trail_id uuid not null,
  at timestamptz not null,
  delivered bigint not null default 0,
  deliveries bigint not null default 0,
  failed bigint not null default 0,
  dead bigint not null default 0,
  bytes bigint not null default 0,
  duration_ms bigint not null default 0,
  primary key (organization_id, trail_id, at)
) with (fillfactor = 50);
