import { expect, test } from 'vitest';
import { z } from 'zod';
import { field, secret, toJsonSchema } from './form.ts';

test('the words of a form travel in its JSON Schema, and a default makes a field optional', () => {
  const form = z.strictObject({
    site: field(z.enum(['a', 'b']).default('a'), { title: 'Site', description: 'Where.', examples: ['a'] }),
    note: field(z.string().max(9).optional(), { title: 'Note', advanced: true }),
    key: secret('Key', 'From settings.'),
    spare: secret('Spare', 'Another.').optional(),
  });
  expect(toJsonSchema(form)).toEqual({
    type: 'object',
    additionalProperties: false,
    required: ['key'],
    properties: {
      site: {
        type: 'string',
        enum: ['a', 'b'],
        default: 'a',
        title: 'Site',
        description: 'Where.',
        examples: ['a'],
      },
      note: { type: 'string', maxLength: 9, title: 'Note', advanced: true },
      key: expect.objectContaining({ type: 'string', title: 'Key', secret: true }),
      spare: expect.objectContaining({ title: 'Spare', secret: true }),
    },
  });
});
