-- Applications registered with Cairn. The id is the client_id of the protocol.
create table oauth_clients (
  organization_id uuid not null references organizations (id),
  id uuid not null unique,
  name text not null,
  redirect_uris text[] not null,
  scopes text[] not null,
  logo bytea,
  logo_type text,
  created_by uuid not null references users (id),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  disabled_at timestamptz,
  primary key (organization_id, id)
);

-- A rotation leaves the former secret valid until expires_at.
create table oauth_client_secrets (
  organization_id uuid not null,
  client_id uuid not null,
  id uuid not null,
  prefix text not null,
  secret_hash bytea not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz,
  primary key (organization_id, client_id, id),
  foreign key (organization_id, client_id) references oauth_clients (organization_id, id) on delete cascade
);

-- Who may use an OAuth client or an integration: everyone where a row stands here, else the members named below.
create table permitted_everyone (
  organization_id uuid not null references organizations (id),
  target uuid not null,
  primary key (organization_id, target)
);
create table permitted_members (
  organization_id uuid not null,
  target uuid not null,
  member_id uuid not null,
  primary key (organization_id, target, member_id),
  foreign key (organization_id, member_id) references members (organization_id, id) on delete cascade
);

-- One consent of one member: the family of tokens that came from it. A member who leaves takes his along.
create table oauth_grants (
  organization_id uuid not null,
  id uuid not null unique,
  client_id uuid not null,
  member_id uuid not null,
  scopes text[] not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  last_used_at timestamptz,
  ended_at timestamptz,
  primary key (organization_id, id),
  foreign key (organization_id, client_id) references oauth_clients (organization_id, id) on delete cascade,
  foreign key (organization_id, member_id) references members (organization_id, id) on delete cascade
);
create index oauth_grants_client on oauth_grants (organization_id, client_id);
create index oauth_grants_member on oauth_grants (organization_id, member_id);
create index oauth_grants_end on oauth_grants (least(ended_at, expires_at));

-- Codes, access and refresh tokens, by SHA-256. A used refresh token keeps the salt from which, together with the token
-- itself, its successor is made again for a client that lost the answer.
create table oauth_tokens (
  organization_id uuid not null,
  token_hash bytea primary key,
  kind text not null check (kind in ('code', 'access', 'refresh')),
  grant_id uuid not null,
  scopes text[] not null,
  payload jsonb not null default '{}',
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz,
  successor_salt bytea,
  foreign key (organization_id, grant_id) references oauth_grants (organization_id, id) on delete cascade
);
create index oauth_tokens_grant on oauth_tokens (organization_id, grant_id);
create index oauth_tokens_end on oauth_tokens (expires_at);

-- Refused authentications of clients, by address; old rows are swept.
create table oauth_failures (
  address text not null,
  at timestamptz not null default now()
);
create index oauth_failures_address on oauth_failures (address, at);
