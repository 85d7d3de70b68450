-- `actor:x` may be a name. No more of it than 200 characters, because an entry of a B-tree has at most some 2,700 bytes.
create index event_search_actor_name on event_search (organization_id, left(actor_name, 200), seq);
