import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSearch, stringifySearch } from './search-params.ts';

describe('search parameters', () => {
  it('survive the way into an address and back', () => {
    const parameters = fc.dictionary(
      fc.stringMatching(/^[a-z]{1,8}$/),
      fc.string({ minLength: 1, unit: 'binary' }).filter((value) => value.isWellFormed()),
    );
    fc.assert(
      fc.property(parameters, (search) => {
        expect(parseSearch(stringifySearch(search))).toEqual({ ...search });
      }),
    );
  });

  it('keep a number the text that was typed', () => {
    expect(parseSearch('?q=007')).toEqual({ q: '007' });
  });

  it('stay legible', () => {
    expect(stringifySearch({ q: 'action:trail.created actor:a,b', from: 'now-24h', empty: '' })).toBe(
      '?q=action:trail.created+actor:a,b&from=now-24h',
    );
  });

  it('join a repeated key with commas', () => {
    expect(parseSearch('?level=error&level=warning')).toEqual({ level: 'error,warning' });
  });
});
