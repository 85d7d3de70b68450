-- A trail that a setting keeps (Slack, notifications by level): run like the others, and not among them.
alter table trails add column setting text;
alter table trails add column setting_options jsonb;
create unique index trails_setting on trails (organization_id, setting)
  where setting is not null and deleted_at is null;

-- A person was sent to another service to consent; he comes back once, within ten minutes, with the same session.
create table consent_sessions (
  state_hash bytea primary key,
  organization_id uuid not null references organizations (id),
  session_id uuid not null references sessions (id) on delete cascade,
  purpose text not null,
  data jsonb not null,
  expires_at timestamptz not null
);
create index consent_sessions_age on consent_sessions (expires_at);
