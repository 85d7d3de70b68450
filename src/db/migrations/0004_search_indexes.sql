-- `actor:x` may be a name. No more of it than 200 characters, because an entry of a B-tree has at most some 2,700 bytes.
create index event_search_actor_name on event_search (organization_id, left(actor_name, 200), seq);

-- Pages are in the order of numbers: with the number in the index, the matches of an action or an actor are sorted
-- without a look at the table (on 2 million events, an actor's page took 30 to 130 ms with the time in its place).
drop index events_action;
drop index events_actor;
create index events_action on events (organization_id, action, seq) include (occurred_at);
create index events_actor on events (organization_id, actor_id, seq) include (occurred_at);
