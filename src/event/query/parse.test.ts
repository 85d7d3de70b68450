import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { queries } from '../../../test/generated-queries.ts';
import { CairnError } from '../../kernel/errors.ts';
import type { Query } from './ast.ts';
import { queryFault } from './fault.ts';
import { fields } from './fields.ts';
import { maxDepth, maxLength, maxTerms, parse } from './parse.ts';
import { print } from './print.ts';

const now = new Date('2026-11-23T10:00:00.000Z');
const read = (text: string): Query => parse(text, { now });
const canonical = (text: string): string => print(read(text));

function faultOf(text: string) {
  try {
    read(text);
  } catch (err) {
    const fault = queryFault(err);
    if (fault !== undefined) return fault;
    throw err;
  }
  throw new Error(`"${text}" was accepted`);
}

describe('parse and print', () => {
  it('the printed text of any tree is read back as the same tree', () => {
    fc.assert(
      fc.property(queries, (query) => {
        const text = print(query);
        fc.pre(text.length <= maxLength);
        expect(read(text), text).toEqual(query);
      }),
      { numRuns: 3000 },
    );
  });

  it('any text is either read or refused with a position inside of it', () => {
    const pieces = fc.constantFrom(
      ...[
        '(',
        ')',
        '"',
        '\\',
        ':',
        ',',
        '*',
        '-',
        '..',
        '>',
        '<=',
        ' ',
        'AND',
        'OR',
        'NOT',
        ' NOT ',
        'now-1h',
        '\0',
      ],
      ...fields.map((field) => `${field.name}:`),
      ...['details.', 'a', 'é', '🙂', '\ud800', '\u001f', '2026-02-30', '5', 'error', 'level:'],
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(pieces, { maxLength: 14 }).map((list) => list.join('')),
    );
    fc.assert(
      fc.property(text, (query) => {
        try {
          expect(read(canonical(query))).toEqual(read(query));
        } catch (err) {
          expect(err).toBeInstanceOf(CairnError);
          const fault = queryFault(err);
          expect(fault?.position).toBeGreaterThanOrEqual(0);
          expect(fault?.position).toBeLessThanOrEqual(query.length);
        }
      }),
      { numRuns: 5000 },
    );
  });

  it.each([
    ['', ''],
    ['  ', ''],
    ['*', ''],
    ['action:a action:b', 'action:a,b'],
    ['action:a level:error action:b', 'action:a,b level:error'],
    ['action:a AND action:b', 'action:a AND action:b'],
    ['action:a action:b AND level:error', 'action:a,b level:error'],
    ['details.a:1 details.b:2', 'details.a:1 details.b:2'],
    ['(action:a) (action:b)', 'action:a AND action:b'],
    ['-action:a -action:b', '-action:a -action:b'],
    ['NOT action:a b', '-action:a b'],
    ['a OR b c', 'a OR b c'],
    ['(a OR b) c', '(a OR b) c'],
    ['((a))', 'a'],
    ['-(a b)', '-(a b)'],
    ['"two words"', '"two words"'],
    ['module:"System Administration"', 'module:"System Administration"'],
    ['action:document.*', 'action:document.*'],
    ['action:"document."*', 'action:document.*'],
    ['action:a**b', 'action:a*b'],
    ['action:*', 'action:*'],
    ['actor.name:"*"', 'actor.name:"*"'],
    ['ip:2001:db8::1', 'ip:2001:db8::1'],
    ['seq:5..', 'seq:>=5'],
    ['seq:..5', 'seq:<=5'],
    ['occurred:2026-11-01..2026-11-07', 'occurred:2026-11-01..2026-11-07'],
    ['tag.env.name:prod', 'tag."env.name":prod'],
    ['details.before."a b":1', 'details.before."a b":1'],
    ['東京\u3000level:error', '東京 level:error'],
    ['and or not', 'and or not'],
  ])('%j is printed as %j', (text, printed) => {
    expect(canonical(text)).toBe(printed);
  });
});

describe('a mistake in a query', () => {
  it('names the nearest field and where it stands', () => {
    expect(faultOf('level:error acton:x')).toMatchObject({
      path: 'q',
      message: 'unknown field "acton"; did you mean "action"?',
      position: 12,
      length: 5,
      suggestion: 'action',
    });
  });

  it.each([
    ['source_ip:1.2.3.4', 'did you mean "ip"?'],
    ['actor.nme:x', 'did you mean "actor.name"?'],
    ['detail.a:x', 'did you mean "details.a"?'],
    ['tags.env:x', 'did you mean "tag.env"?'],
    ['http://example.com', 'put it in quotation marks'],
    ['level:eror', '"eror" is no level; did you mean "error"?'],
    ['result:SUCCESS', 'did you mean "success"?'],
    ['result:"VALIDATION ERROR"', 'did you mean "validation_error"?'],
    ['level:loud', 'there are information, notice, warning, error'],
    ['details:x', '"details" needs a key: details.KEY'],
    ['details..a:x', '"details" needs a key'],
    ['action:', '"action:" needs a value'],
    ['action: x', '"action:" needs a value'],
    ['action:a,,b', 'a value is missing beside the comma'],
    ['action:>x', '"action" has no order'],
    ['action:a..b', '"action" has no order'],
    ['seq:abc', '"seq" is a whole number'],
    ['seq:1*', '"seq" takes no "*"'],
    ['seq:..', 'a range needs at least one end'],
    ['seq:>1..5', 'either ">" or a range'],
    ['occurred:2026-02-30', '"2026-02-30" is no time'],
    ['occurred:2026-11-01T10:00:00', 'is no time'],
    ['occurred:now-9999999w', 'is no time'],
    ['details.a:>x', 'can be compared with numbers only'],
    ['"open', 'the quotation mark is never closed'],
    ['(a', 'this bracket is never closed'],
    ['a)', 'this bracket closes nothing'],
    ['()', 'there is nothing between the brackets'],
    ['""', 'there is nothing between the quotation marks'],
    ['a AND', 'something is missing after AND'],
    ['OR a', 'something is missing before OR'],
    ['- a', '"-" must stand directly before'],
    ['--a', 'excluded twice'],
    [':x', 'the name of a field is missing'],
    ['a\0', 'U+0000 is not allowed'],
    ['\ud800', 'not valid Unicode'],
  ])('%j is answered with "%s"', (text, message) => {
    expect(faultOf(text).message).toContain(message);
  });

  it('a query has bounds in length, terms and nesting', () => {
    expect(faultOf('a'.repeat(maxLength + 1)).message).toContain('at most 4096 characters');
    expect(read('a '.repeat(maxTerms))).toMatchObject({ kind: 'and' });
    expect(faultOf('a '.repeat(maxTerms + 1)).message).toContain('at most 100 words and values');
    expect(faultOf(`id:${'a,'.repeat(maxTerms)}a`).message).toContain('at most 100');
    expect(read(`${'('.repeat(maxDepth)}a${')'.repeat(maxDepth)}`)).toMatchObject({ kind: 'words' });
    expect(faultOf(`${'('.repeat(maxDepth + 1)}a${')'.repeat(maxDepth + 1)}`).message).toContain(
      'at most 20 deep',
    );
  });
});
