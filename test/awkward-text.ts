import fc from 'fast-check';

/** Texts that trip up escaping, folding and comparison somewhere between a query, a predicate and SQL. */
export const awkward = [
  ...['a', 'A', 'abc', 'ABC', 'Build Bot', 'document.shared', 'user-1', 'USER-1', '10.0.0.1', 'x*y', 'a..b'],
  ...[
    '%',
    '_',
    '\\',
    '\\%',
    'a%b',
    'a_b',
    'a\\b',
    "it's",
    '"quoted"',
    "'; drop table events; --",
    '$1',
    '#{x}',
  ],
  ...['İstanbul', 'istanbul', 'ISTANBUL', 'ıI', 'Straße', 'STRASSE', 'ΟΔΟΣ', 'οδος', 'ὈΔΥΣΣΕΎΣ', 'Ａｂ', 'ǅ'],
  ...['é', 'e\u0301', 'É', 'Å', '\u212b', '東京タワー', '東京', 'ﾀﾜｰ', '👩‍💻', '🙂', 'a🙂b', '\u200d'],
  ...['null', 'true', 'false', '0', '-1', '5', '5.0', '1e3', '1000', '007', 'NaN', 'undefined', '__proto__'],
  ...[
    ' ',
    ' lead',
    'trail ',
    'two  spaces',
    'tab\there',
    'line\nbreak',
    'a,b',
    'a:b',
    '(x)',
    'AND',
    'OR',
    'NOT',
    '-x',
  ],
  ...[
    '>5',
    '<=1',
    '*',
    '**',
    'constructor',
    'toString',
    'a.b',
    '.',
    '..',
    '=1+1',
    '@cmd',
    '\u3000',
    '\u0085',
  ],
];

// Without control characters, of which a query cannot hold two.
const free = fc
  .string({ unit: 'binary', maxLength: 6 })
  .map((text) => text.split(/[^\P{Cc}\t\n\u0085]/u).join(''));

/** Well-formed text that a query can hold, often from the list above. */
export const awkwardText = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...awkward) },
  { weight: 1, arbitrary: free },
);

export const nonEmptyText = awkwardText.filter((text) => text !== '');
