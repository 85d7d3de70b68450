import { expect, test } from 'vitest';
import { findDestination } from './index.ts';
import { presets } from './presets.ts';

test('stand in order, each id once, none of them that of a destination', () => {
  const ids = presets.map(({ id }) => id);
  expect(ids).toEqual([...new Set(ids)].sort());
  expect(ids.filter((id) => findDestination(id) !== undefined)).toEqual([]);
});

test.each(presets.map((preset) => [preset.id, preset] as const))('%s fits its destination', (_, preset) => {
  const destination = findDestination(preset.destination);
  expect(destination).toBeDefined();
  expect(destination?.config.safeParse(preset.config).error).toBeUndefined();
  expect(Object.keys(destination?.secrets.shape ?? {})).toEqual(
    expect.arrayContaining(Object.keys(preset.secrets)),
  );
  if (preset.format !== undefined) expect(destination?.formats).toContain(preset.format);
  expect(preset.docs).toMatch(/^https:\/\//);
  for (const text of [preset.description, ...Object.values(preset.secrets)]) expect(text).toMatch(/\.$/);
});
