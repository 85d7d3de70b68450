-- An entry of an index has room for some 2,700 bytes, and names may be longer. Of resources, keys are indexed that are
-- short by construction (`log/resource-key.ts`); the arrays serve patterns.
alter table event_search add column resource_keys text[] not null default '{}';
drop index event_search_resources;
create index event_search_resources on event_search using gin (organization_id, resource_keys);

-- `actor:x` may be a name; the start of it is indexed.
create index event_search_actor_name on event_search (organization_id, left(actor_name, 200), seq);

-- Pages are in the order of numbers: with the number in the index, the matches of an action or an actor are sorted
-- without a look at the table (on 2 million events, an actor's page took 30 to 130 ms with the time in its place).
drop index events_action;
drop index events_actor;
create index events_action on events (organization_id, action, seq) include (occurred_at);
create index events_actor on events (organization_id, actor_id, seq) include (occurred_at);

-- Everything that is derived is written anew, with the keys.
truncate event_search, event_hours;
update index_heads set seq = 0;
