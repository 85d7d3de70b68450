-- Facts about this instance: a check value of the master key, when it was set up.
create table instance (
  key text primary key,
  value jsonb not null
);

create table organizations (
  id uuid primary key,
  name text not null,
  created_at timestamptz not null default now(),
  deleted_at timestamptz
);

create table users (
  id uuid primary key,
  email text not null,
  name text not null,
  password_hash text not null,
  language text,
  created_at timestamptz not null default now(),
  unique (email)
);

create table members (
  organization_id uuid not null references organizations (id),
  id uuid not null,
  user_id uuid not null references users (id),
  role text not null check (role in ('OWNER', 'MEMBER', 'READER', 'BILLING')),
  permissions jsonb not null default '[]',
  customer_ids uuid[],
  created_at timestamptz not null default now(),
  primary key (organization_id, id),
  unique (organization_id, user_id)
);
create index members_user on members (user_id);

create table sessions (
  id uuid primary key,
  token_hash bytea not null unique,
  user_id uuid not null references users (id),
  created_at timestamptz not null default now(),
  last_used_at timestamptz not null default now(),
  expires_at timestamptz not null,
  address text,
  user_agent text
);
create index sessions_user on sessions (user_id);

create table api_tokens (
  organization_id uuid not null references organizations (id),
  id uuid not null,
  name text not null,
  prefix text not null,
  token_hash bytea not null unique,
  scopes text[] not null,
  created_by uuid not null references users (id),
  created_at timestamptz not null default now(),
  expires_at timestamptz,
  last_used_at timestamptz,
  primary key (organization_id, id)
);

-- Wrong sign-ins, counted per account and per address; old rows are swept.
create table sign_in_failures (
  subject text not null,
  at timestamptz not null default now()
);
create index sign_in_failures_subject on sign_in_failures (subject, at);

create table setup_links (
  token_hash bytea primary key,
  created_at timestamptz not null default now(),
  used_at timestamptz
);

-- One data key an organization and version, wrapped by the master key.
create table data_keys (
  organization_id uuid not null references organizations (id),
  version integer not null,
  wrapped bytea not null,
  created_at timestamptz not null default now(),
  primary key (organization_id, version)
);

create table idempotency_keys (
  organization_id uuid not null,
  key text not null,
  operation text not null,
  request_hash bytea not null,
  status integer,
  response bytea,
  created_at timestamptz not null default now(),
  primary key (organization_id, key)
);
create index idempotency_keys_age on idempotency_keys (created_at);

-- Ownership of recurring work. The fence grows with each new holder and is checked in the write of a result.
create table leases (
  name text primary key,
  holder text not null,
  fence bigint not null,
  expires_at timestamptz not null
);
