import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTime } from './time.ts';

const now = new Date('2026-11-23T10:00:00.000Z');
const at = (text: string) => Date.parse(text);

describe('readTime', () => {
  it.each([
    ['now', '2026-11-23T10:00:00.000Z', '2026-11-23T10:00:00.001Z'],
    ['now-90s', '2026-11-23T09:58:30.000Z', '2026-11-23T09:58:30.001Z'],
    ['now-24h', '2026-11-22T10:00:00.000Z', '2026-11-22T10:00:00.001Z'],
    ['now-2w', '2026-11-09T10:00:00.000Z', '2026-11-09T10:00:00.001Z'],
    ['today', '2026-11-23T00:00:00.000Z', '2026-11-24T00:00:00.000Z'],
    ['yesterday', '2026-11-22T00:00:00.000Z', '2026-11-23T00:00:00.000Z'],
    ['2026-02-28', '2026-02-28T00:00:00.000Z', '2026-03-01T00:00:00.000Z'],
    ['2026-11-01T12:00:00+09:00', '2026-11-01T03:00:00.000Z', '2026-11-01T03:00:00.001Z'],
    ['2026-11-01t12:00:00.5z', '2026-11-01T12:00:00.500Z', '2026-11-01T12:00:00.501Z'],
  ])('%s is from %s to %s', (text, from, to) => {
    expect(readTime(text, now)).toEqual({ from: at(from), to: at(to) });
  });

  it.each([
    ...[
      '',
      'tomorrow',
      'now+1h',
      'now-1y',
      'now-',
      'NOW',
      '2026',
      '2026-11',
      '2026-13-01',
      '2026-02-29',
      '20261101',
    ],
    ...[
      '2026-11-01T10:00',
      '2026-11-01T10:00:00',
      '2026-11-01T25:00:00Z',
      '2026-11-01T10:00:60Z',
      '2026-11-01 10:00:00Z',
    ],
    ...['0000-01-01', '9999-12-31', 'now-999999999w', '2026-11-01T10:00:00+25:00', '+002026-11-01'],
  ])('%j is no time', (text) => {
    expect(readTime(text, now)).toBeNull();
  });

  it('reads every instant that it prints, whatever the offset', () => {
    const instant = fc.date({
      min: new Date('0002-01-01'),
      max: new Date('9998-01-01'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(instant, (date) => {
        expect(readTime(date.toISOString(), now)?.from).toBe(date.getTime());
      }),
    );
  });
});
