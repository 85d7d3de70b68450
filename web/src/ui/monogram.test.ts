import { expect, it } from 'vitest';
import { initials } from './monogram.tsx';

it.each([
  ['Camille Roux', 'CR'],
  ['ada', 'A'],
  ['Élise de la Tour', 'ÉT'],
  ['佐藤 花子', '佐'],
  ['', '?'],
])('makes of %j the letters %s', (name, letters) => {
  expect(initials(name)).toBe(letters);
});
