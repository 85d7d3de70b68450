import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Limits, StoredEvent } from '../../destinations/destination.ts';
import { type Batch, Batcher, type Encoded, halves } from './batcher.ts';

const framing = { open: '{"events":[', between: ',', close: ']}' };
const framingBytes = { around: Buffer.byteLength(framing.open + framing.close), between: 1 };

const encoded = (seq: number, item: string): Encoded => ({
  source: { seq, text: item } as StoredEvent,
  item,
  bytes: Buffer.byteLength(item),
});
const body = (batch: Batch): string =>
  framing.open + batch.events.map(({ item }) => item).join(framing.between) + framing.close;

interface Step {
  readonly matches: boolean;
  readonly item: string;
}
const steps = fc.array(
  fc.record({ matches: fc.boolean(), item: fc.string({ unit: 'binary', maxLength: 40 }) }),
  {
    maxLength: 80,
  },
);
const limits = fc.record({
  events: fc.integer({ min: 1, max: 9 }),
  bytes: fc.integer({ min: 20, max: 200 }),
  eventBytes: fc.integer({ min: 1, max: 100 }),
  waitMs: fc.constant(0),
});

/** Drives a batcher as the runner does. */
function run(all: readonly Step[], given: Limits): { batches: Batch[]; tooLarge: number[] } {
  const batcher = new Batcher(given, framingBytes, 0);
  const batches: Batch[] = [];
  const tooLarge: number[] = [];
  all.forEach(({ matches, item }, index) => {
    const seq = index + 1;
    if (!matches) {
      batcher.pass(seq);
      return;
    }
    const event = encoded(seq, item);
    if (batcher.isTooLarge(event.bytes)) {
      batches.push(batcher.take());
      tooLarge.push(seq);
      batcher.pass(seq);
      return;
    }
    if (batcher.isFullFor(event.bytes)) batches.push(batcher.take());
    batcher.add(event);
  });
  batches.push(batcher.take());
  return { batches, tooLarge };
}

describe('the batcher', () => {
  test('keeps order, loses nothing and doubles nothing', () => {
    fc.assert(
      fc.property(steps, limits, (all, given) => {
        const { batches, tooLarge } = run(all, given);
        const sent = batches.flatMap(({ events }) => events.map(({ source }) => source.seq));
        const matching = all.flatMap(({ matches }, index) => (matches ? [index + 1] : []));
        expect(sent).toEqual(matching.filter((seq) => !tooLarge.includes(seq)));
        for (const seq of tooLarge) {
          const bytes = Buffer.byteLength(all[seq - 1]!.item);
          expect(bytes > given.eventBytes || bytes + framingBytes.around > given.bytes).toBe(true);
        }
      }),
    );
  });

  test('passes no limit, and counts the very bytes of the body', () => {
    fc.assert(
      fc.property(steps, limits, (all, given) => {
        for (const batch of run(all, given).batches) {
          expect(batch.events.length).toBeLessThanOrEqual(given.events);
          expect(batch.bytes).toBe(Buffer.byteLength(body(batch)));
          if (batch.events.length > 0) expect(batch.bytes).toBeLessThanOrEqual(given.bytes);
          for (const { bytes } of batch.events) expect(bytes).toBeLessThanOrEqual(given.eventBytes);
        }
      }),
    );
  });

  test('the position grows, never passes an event that is not in a batch yet, and ends at the last', () => {
    fc.assert(
      fc.property(steps, limits, (all, given) => {
        let position = 0;
        const { batches } = run(all, given);
        batches.forEach((batch, index) => {
          expect(batch.through).toBeGreaterThanOrEqual(position);
          position = batch.through;
          const next = batches.slice(index + 1).flatMap(({ events }) => events)[0];
          if (next) expect(next.source.seq).toBeGreaterThan(position);
        });
        expect(position).toBe(all.length);
      }),
    );
  });

  test('characters outside ASCII count with their bytes', () => {
    const batcher = new Batcher({ events: 9, bytes: 20, eventBytes: 20, waitMs: 0 }, framingBytes, 0);
    const event = encoded(1, '日');
    batcher.add(event);
    expect(event.bytes).toBe(3);
    expect(batcher.isFullFor(3)).toBe(false);
    batcher.add(encoded(2, '日'));
    expect(batcher.isFullFor(1)).toBe(true);
    expect(batcher.isFull).toBe(true);
  });
});

test('halving again and again ends in single events in their order, with growing positions', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 1, maxLength: 50 }), (items) => {
      const batcher = new Batcher({ events: 99, bytes: 1e9, eventBytes: 1e9, waitMs: 0 }, framingBytes, 0);
      items.forEach((item, index) => {
        batcher.add(encoded(index + 1, item));
      });
      batcher.pass(items.length + 5);
      const single = (batch: Batch): Batch[] =>
        batch.events.length < 2 ? [batch] : halves(batch, framingBytes).flatMap(single);
      const singles = single(batcher.take());
      expect(singles.map(({ events }) => events[0]!.item)).toEqual(items);
      for (const batch of singles) expect(batch.bytes).toBe(Buffer.byteLength(body(batch)));
      const positions = singles.map(({ through }) => through);
      expect(positions).toEqual([...items.slice(1).map((_, index) => index + 1), items.length + 5]);
    }),
  );
});
