import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { localText, parseTime, resolveRange, shift, stepFor, stepMs, widen } from './time-range.ts';

const now = new Date(2026, 10, 23, 14, 30).getTime();
const hour = 3_600_000;

describe('parseTime', () => {
  it('counts back from now', () => {
    expect(parseTime('now-2h', now)).toBe(now - 2 * hour);
    expect(parseTime(' now ', now)).toBe(now);
  });

  it('takes a day for its beginning, and as an end for the end of it', () => {
    expect(parseTime('2026-11-01', now)).toBe(new Date(2026, 10, 1).getTime());
    expect(parseTime('2026-11-01', now, true)).toBe(new Date(2026, 10, 2).getTime());
    expect(parseTime('yesterday', now)).toBe(new Date(2026, 10, 22).getTime());
    expect(parseTime('yesterday', now, true)).toBe(new Date(2026, 10, 23).getTime());
  });

  it('reads a time of the day in the zone of the reader, and an offset where there is one', () => {
    expect(parseTime('2026-11-01 14:30', now)).toBe(new Date(2026, 10, 1, 14, 30).getTime());
    expect(parseTime('2026-11-01T14:30:00Z', now)).toBe(Date.UTC(2026, 10, 1, 14, 30));
  });

  it.each(['', 'soon', 'now-2', 'now+2h', '2026-02-30', '2026-11-01 25:00', '1', '2026-13-01'])(
    'does not understand %j',
    (text) => {
      expect(parseTime(text, now)).toBeNull();
    },
  );

  it('reads back what localText writes', () => {
    const seconds = fc.integer({ min: 0, max: 4e9 }).map((value) => value * 1000);
    fc.assert(
      fc.property(seconds, (at) => {
        // The hour that a zone repeats in autumn is the one exception, and UTC has none.
        const read = parseTime(localText(at), now) ?? Number.NaN;
        expect(Math.abs(read - at) % hour).toBe(0);
      }),
    );
  });
});

describe('a range', () => {
  it('is nothing when it ends before it starts', () => {
    expect(resolveRange({ from: 'now', to: 'now-1h' }, now)).toBeNull();
    expect(resolveRange({ from: 'now-24h', to: 'now' }, now)).toEqual({ from: now - 24 * hour, to: now });
  });

  it('comes back where it was when shifted there and back, and doubles when widened', () => {
    const span = { from: now - hour, to: now };
    expect(shift(shift(span, -1), 1)).toEqual(span);
    expect(widen(span).to - widen(span).from).toBe(2 * hour);
  });

  it('is cut into at most 120 steps', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1000, max: 3e11 }), (length) => {
        const count = length / stepMs(stepFor({ from: 0, to: length }));
        expect(count).toBeLessThanOrEqual(120);
      }),
    );
  });
});
