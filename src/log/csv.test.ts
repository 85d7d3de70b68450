import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { awkwardText } from '../../test/awkward-text.ts';
import { encode, fileStart } from './charset.ts';
import { chooseColumns, columns, csvLine, defused, separators } from './csv.ts';
import { complementText, cybozuColumns } from './cybozu-csv.ts';

/** Reads one line of RFC 4180 back. */
function readLine(line: string, separator: string): string[] {
  const cells: string[] = [];
  let at = 0;
  while (at <= line.length) {
    let cell = '';
    if (line[at] === '"') {
      for (at++; line[at] !== '"' || line[at + 1] === '"'; at++) {
        if (line[at] === '"') at++;
        cell += line[at];
      }
      at++;
    } else {
      while (at < line.length && line[at] !== separator) cell += line[at++];
    }
    cells.push(cell);
    at++;
  }
  return cells;
}

describe('csvLine', () => {
  it('gives back every cell, but for the apostrophe before what could be a formula', () => {
    fc.assert(
      fc.property(
        fc.array(awkwardText, { minLength: 1, maxLength: 5 }),
        fc.constantFrom(...separators),
        (cells, separator) => {
          const line = csvLine(cells, separator);
          expect(line.endsWith('\r\n')).toBe(true);
          expect(readLine(line.slice(0, -2), separator)).toEqual(cells.map(defused));
        },
      ),
      { numRuns: 2000 },
    );
  });

  it.each(['=1+1', '+1', '-1', '@cmd', '\tx', '\rx', '\nx', '＝1', '＋1', '－1', '＠x', '−1'])(
    '%j is no formula any more',
    (text) => {
      const cell = csvLine([text], ',').slice(0, -2).replace(/^"/, '');
      expect(cell.startsWith(`'${text.charAt(0)}`)).toBe(true);
    },
  );

  it('leaves alone what only contains such a sign', () => {
    expect(csvLine(['a=b', 'user-1', 'x@example.com'], ',')).toBe('a=b,user-1,x@example.com\r\n');
  });
});

describe('chooseColumns', () => {
  it('takes names in their order, and all columns when none are named', () => {
    expect(chooseColumns(['seq', 'action']).map(({ name }) => name)).toEqual(['seq', 'action']);
    expect(chooseColumns(undefined)).toBe(columns);
    expect(chooseColumns([])).toBe(columns);
  });

  it('names every unknown column and what was probably meant', () => {
    expect(() => chooseColumns(['acton', 'seq', 'zzzzzz'])).toThrow(
      expect.objectContaining({
        code: 'request.invalid',
        errors: [
          { path: 'columns[0]', message: 'unknown column "acton"; did you mean "action"?' },
          { path: 'columns[2]', message: 'unknown column "zzzzzz"' },
        ],
      }),
    );
  });
});

describe('the layout of Cybozu', () => {
  const event = {
    id: 'e',
    organization_id: 'o',
    seq: 1,
    schema: 1,
    action: 'oauth_client.added',
    occurred_at: '2026-11-23T10:00:00.000Z',
    received_at: '2026-11-23T10:00:00.000Z',
    level: 'notice',
    result: 'validation_error',
    module: 'System Administration',
    complement: { client_id: '7', client_name: 'Build Bot' },
  } as const;

  it('has its nine columns, labels and words', () => {
    expect(cybozuColumns.map(({ name }) => name).join(',')).toBe(
      'Date and time,Level,Service,User,Module,Action,Result,Error code,Complement',
    );
    expect(cybozuColumns.map((column) => column.text(event))).toEqual([
      '2026-11-23T10:00:00.000Z',
      'Notice',
      '',
      'nobody',
      'System Administration',
      'add oauth client',
      'VALIDATION ERROR',
      '',
      'client_name: Build Bot, client_id: 7',
    ]);
  });

  it('names the person, and nobody for the system', () => {
    const user = cybozuColumns[3];
    expect(user?.text({ ...event, actor: { type: 'user', id: 'u-1', name: 'Ada' } })).toBe('Ada');
    expect(user?.text({ ...event, actor: { type: 'user', id: 'u-1' } })).toBe('u-1');
    expect(user?.text({ ...event, actor: { type: 'system', id: 'cairn', name: 'Cairn' } })).toBe('nobody');
  });

  it('writes a complement in the order of the catalogue, whatever the order of its keys', () => {
    const complement = {
      zebra: 1,
      scopes: ['events:read', 'admin'],
      id: 'i-1',
      service_name: 'Slack',
      extra: { a: null },
    };
    expect(complementText(complement)).toBe(
      'service_name: Slack, id: i-1, scopes: events:read; admin, zebra: 1, extra: {"a":null}',
    );
  });
});

describe('encode', () => {
  it('writes Shift_JIS that Windows reads', () => {
    const text = '監査ログ,ﾀﾜｰ,①,髙,~\r\n';
    expect(iconv.decode(encode(text, 'shift_jis'), 'cp932')).toBe(text);
  });

  it('shows what Shift_JIS does not have as its number', () => {
    expect(iconv.decode(encode('a🙂é한', 'shift_jis'), 'cp932')).toBe('a{U+1F642}{U+00E9}{U+D55C}');
  });

  it('writes the Windows twin of a wave dash', () => {
    expect(encode('10〜12', 'shift_jis')).toEqual(Buffer.from([0x31, 0x30, 0x81, 0x60, 0x31, 0x32]));
  });

  it('begins UTF-8 with a mark only where it was asked for', () => {
    expect(fileStart('utf-8-bom')).toEqual(Buffer.from('\ufeff'));
    expect(fileStart('utf-8')).toHaveLength(0);
    expect(encode('é', 'utf-8')).toEqual(Buffer.from('é'));
  });
});
