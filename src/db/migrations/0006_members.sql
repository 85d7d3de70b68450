-- A suspended member keeps his place and his rights, and may do nothing.
alter table members add column suspended_at timestamptz;

-- Clients of an organization, which own integrations of their own.
create table customers (
  organization_id uuid not null references organizations (id),
  id uuid not null,
  name text not null,
  notes text not null default '',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (organization_id, id)
);
create unique index customers_name on customers (organization_id, lower(name));

-- An offer of membership. The link holds the token, of which only the hash is stored.
create table invitations (
  organization_id uuid not null references organizations (id),
  id uuid not null,
  email text not null,
  role text not null check (role in ('OWNER', 'MEMBER', 'READER', 'BILLING')),
  permissions jsonb not null default '[]',
  customer_ids uuid[],
  token_hash bytea not null unique,
  invited_by uuid not null references users (id),
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  primary key (organization_id, id)
);
create unique index invitations_email on invitations (organization_id, email);

-- Where a token may be used from, and where it was used last. Null: from everywhere.
alter table api_tokens add column allowed_addresses text[];
alter table api_tokens add column last_used_address text;

-- How long events are kept, in days.
alter table organizations add column retention_days integer not null default 1096 check (retention_days between 42 and 3653);
