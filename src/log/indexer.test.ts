import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase, type TestDatabase } from '../../test/database.ts';
import { type EventLog, openEventLog } from '../../test/event-log.ts';
import { sentEvents } from '../../test/generated-events.ts';
import { fold } from '../event/fold.ts';
import { searchText } from '../event/search-text.ts';
import { indexForm } from './index-form.ts';
import { indexOnce } from './indexer.ts';

const now = new Date('2026-11-23T10:00:00.000Z');

let test: TestDatabase;
let log: EventLog;

beforeAll(async () => {
  test = await freshDatabase();
  log = await openEventLog(test.database, now);
});

afterAll(async () => {
  await log.stop();
  await test.drop();
});

interface State {
  readonly head: number;
  readonly rows: number;
  readonly distinct: number;
  readonly counted: number;
}

async function state(organizationId = log.organizationId): Promise<State> {
  const { rows } = await test.database.query<State>(
    `select (select seq from index_heads where organization_id = $1) as head,
            (select count(*) from event_search where organization_id = $1) as rows,
            (select count(distinct seq) from event_search where organization_id = $1) as distinct,
            (select coalesce(sum(events), 0)::bigint from event_hours where organization_id = $1) as counted`,
    [organizationId],
  );
  return rows[0] as State;
}

describe('indexOnce', () => {
  it('takes batches until nothing is behind, each event once', async () => {
    await log.store(fc.sample(sentEvents, 25), now);
    expect(await indexOnce(test.database, { limit: 10 })).toEqual({
      organizations: 1,
      events: 10,
      behind: 15,
    });
    expect(await indexOnce(test.database, { limit: 10 })).toEqual({
      organizations: 1,
      events: 10,
      behind: 5,
    });
    expect(await indexOnce(test.database, { limit: 10 })).toEqual({ organizations: 1, events: 5, behind: 0 });
    expect(await indexOnce(test.database, { limit: 10 })).toEqual({ organizations: 0, events: 0, behind: 0 });
    expect(await state()).toEqual({ head: 25, rows: 25, distinct: 25, counted: 25 });
  });

  it('may run in several processes at once', async () => {
    await log.store(fc.sample(sentEvents, 200), now);
    for (let round = 0; round < 100 && (await state()).head < 225; round++) {
      await Promise.all([1, 2, 3].map(() => indexOnce(test.database, { limit: 7 })));
    }
    expect(await state()).toEqual({ head: 225, rows: 225, distinct: 225, counted: 225 });
  });

  it('repeats nothing and loses nothing when its connection dies at any point', async () => {
    await log.store(fc.sample(sentEvents, 30), now);
    for (const table of ['event_search', 'event_hours', 'index_heads']) {
      // The server ends the session in the middle of the batch, as a crash would.
      await test.database.query(
        `create function die() returns trigger language plpgsql as $$
           begin perform pg_terminate_backend(pg_backend_pid()); perform 1; return new; end $$;
         create trigger die before insert or update on ${table} for each row execute function die()`,
      );
      await expect(indexOnce(test.database, { limit: 10 })).rejects.toThrow();
      await test.database.query(`drop trigger die on ${table}; drop function die`);
      expect(await state()).toEqual({ head: 225, rows: 225, distinct: 225, counted: 225 });
    }
    while ((await indexOnce(test.database, { limit: 10 })).behind > 0);
    expect(await state()).toEqual({ head: 255, rows: 255, distinct: 255, counted: 255 });
  });

  it('keeps organizations apart', async () => {
    const other = await openEventLog(test.database, now);
    await other.store(fc.sample(sentEvents, 5), now);
    expect(await indexOnce(test.database)).toEqual({ organizations: 1, events: 5, behind: 0 });
    expect(await state(other.organizationId)).toEqual({ head: 5, rows: 5, distinct: 5, counted: 5 });
    await other.stop();
  });

  it('stores names and words as they were, folded', async () => {
    const events = await log.events();
    const { rows } = await test.database.query<{
      seq: number;
      actor_name: string | null;
      resource_names: string[];
      words: string;
    }>(
      'select seq, actor_name, resource_names, words from event_search where organization_id = $1 order by seq',
      [log.organizationId],
    );
    expect(rows).toEqual(
      events.map((event) => ({
        seq: event.seq,
        actor_name: event.actor?.name === undefined ? null : fold(event.actor.name),
        resource_names: (event.resources ?? []).flatMap(({ name }) =>
          name === undefined ? [] : [fold(name)],
        ),
        words: indexForm(searchText(event)),
      })),
    );
  });
});

describe('indexForm', () => {
  it('of a part is a part of the form, and of nothing else', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 8 }).map(fold);
    fc.assert(
      fc.property(text, text, text, (before, part, after) => {
        expect(indexForm(before + part + after)).toContain(indexForm(part));
        expect(indexForm(after).includes(indexForm(part))).toBe(after.includes(part));
      }),
    );
  });
});
