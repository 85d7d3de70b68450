-- What a trail has written into an object store: kept until a digest names it, and 30 days after.
create table trail_objects (
  organization_id uuid not null,
  trail_id uuid not null,
  key text not null,
  lane text not null,
  -- The trail's position before it: numbers between this and first_seq were settled without an object. Live lane only.
  after_seq bigint,
  first_seq bigint not null,
  last_seq bigint not null,
  events integer not null,
  bytes bigint not null,
  -- Hex, of the bytes stored and of the JSON Lines in them.
  sha256 text not null,
  content_sha256 text not null,
  written_at timestamptz not null,
  -- Number of the digest that names it.
  digest bigint,
  primary key (organization_id, trail_id, key)
);
create index trail_objects_open on trail_objects (organization_id, trail_id, written_at) where digest is null;
create index trail_objects_age on trail_objects using brin (written_at);

-- Which rule decided about the events after a number: a digest tells it, so that what is left out can be judged.
create table trail_rules (
  organization_id uuid not null,
  trail_id uuid not null,
  after_seq bigint not null,
  rule text not null,
  primary key (organization_id, trail_id, after_seq)
);

-- Signed lists of what was written in an hour. The text is fixed before it is sent, so that a repeat is the same.
create table trail_digests (
  organization_id uuid not null,
  trail_id uuid not null,
  number bigint not null,
  key text not null,
  body text not null,
  -- Hex, of the body.
  sha256 text not null,
  -- The last number that this digest and those before it account for.
  through_seq bigint not null,
  at timestamptz not null,
  written_at timestamptz,
  primary key (organization_id, trail_id, number)
);
create index trail_digests_open on trail_digests (organization_id, trail_id) where written_at is null;

-- One Ed25519 key an organization; the private one is sealed.
create table digest_keys (
  organization_id uuid primary key references organizations (id),
  id text not null,
  -- SubjectPublicKeyInfo in PEM.
  public_key text not null,
  private_key bytea not null,
  created_at timestamptz not null default now()
);
