-- A person has a data key too: the owner of a key is an organization or a person.
alter table data_keys drop constraint data_keys_organization_id_fkey;
alter table data_keys rename column organization_id to owner_id;

-- When the person last proved who he is, and by what.
alter table sessions
  add column authenticated_at timestamptz not null default now(),
  add column method text not null default 'password'
    check (method in ('password', 'totp', 'recovery_code', 'passkey', 'provider', 'setup', 'invitation'));

-- The secret of one-time codes, sealed. Without `confirmed_at` it was begun and never used.
create table two_factor (
  user_id uuid primary key references users (id) on delete cascade,
  secret bytea not null,
  begun_at timestamptz not null default now(),
  confirmed_at timestamptz,
  -- Time step of the last accepted code: neither it nor an older one is accepted again.
  last_step bigint not null default 0
);

create table recovery_codes (
  user_id uuid not null references users (id) on delete cascade,
  code_hash bytea not null,
  used_at timestamptz,
  primary key (user_id, code_hash)
);

create table passkeys (
  id uuid primary key,
  user_id uuid not null references users (id) on delete cascade,
  -- base64url, as WebAuthn's JSON writes it.
  credential_id text not null unique,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null,
  name text not null,
  -- Whether it is kept in more than one place, and so outlives the device.
  synced boolean not null,
  created_at timestamptz not null default now(),
  last_used_at timestamptz
);
create index passkeys_user on passkeys (user_id);

-- Who somebody is at the sign-in provider.
create table identities (
  issuer text not null,
  subject text not null,
  user_id uuid not null references users (id) on delete cascade,
  email text not null,
  created_at timestamptz not null default now(),
  last_used_at timestamptz not null default now(),
  primary key (issuer, subject)
);
create index identities_user on identities (user_id);

-- What was handed to a browser and is awaited back, once: challenges of passkeys, states of the provider.
create table sign_in_challenges (
  key_hash bytea primary key,
  kind text not null check (kind in ('passkey', 'new_passkey', 'provider')),
  -- Of a new passkey: whose. Of the provider: the hash of the browser's cookie, and where to go afterwards.
  user_id uuid references users (id) on delete cascade,
  browser_hash bytea,
  next text,
  address text not null,
  expires_at timestamptz not null
);
create index sign_in_challenges_address on sign_in_challenges (address, expires_at);

-- Browsers in which somebody has signed in before.
create table known_devices (
  token_hash bytea not null,
  user_id uuid not null references users (id) on delete cascade,
  last_used_at timestamptz not null default now(),
  primary key (user_id, token_hash)
);

-- Wrong guesses in a row, by what they are counted for (a hash: people type secrets into the wrong field).
drop table sign_in_failures;
create table wrong_guesses (
  subject bytea primary key,
  guesses integer not null,
  last_at timestamptz not null default now()
);
create index wrong_guesses_age on wrong_guesses (last_at);
