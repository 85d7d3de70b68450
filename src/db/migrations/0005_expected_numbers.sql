-- Takes numbers that the writer expects to be next, so that a commit needs no answer before its rows are sent.
-- Refused as a serialization failure when another process has taken them meanwhile.
create function log_take(organization uuid, expected bigint, count bigint) returns void
language plpgsql as $$
begin
  update log_heads set next_seq = next_seq + count
   where organization_id = organization and next_seq = expected;
  if not found then
    raise exception 'the next number of % is not %', organization, expected using errcode = '40001';
  end if;
end
$$;
