import { describe, expect, it } from 'vitest';
import { checkValues, enteredValues, faultsBelow, initialValues, readFields } from './schema.ts';

const fields = readFields({
  required: ['api_key', 'port'],
  properties: {
    site: { type: 'string', enum: ['a.example', 'b.example'], default: 'a.example', title: 'Site' },
    api_key: { type: 'string', title: 'API key', secret: true, maxLength: 16_384 },
    port: { type: 'integer', title: 'Port', minimum: 1, maximum: 65_535, examples: [6514] },
    verify: { type: 'boolean', default: true, advanced: true },
    ca_pem: { type: 'string', maxLength: 65_536, pattern: '^-----BEGIN CERTIFICATE-----' },
  },
});

describe('a form from a JSON Schema', () => {
  it('draws each property by its kind', () => {
    expect(fields.map(({ name, kind }) => [name, kind])).toEqual([
      ['site', 'choice'],
      ['api_key', 'secret'],
      ['port', 'number'],
      ['verify', 'boolean'],
      ['ca_pem', 'multiline'],
    ]);
  });

  it('keeps titles, examples and what is required, and names a field without a title by its key', () => {
    expect(fields[2]).toMatchObject({ title: 'Port', example: '6514', required: true, advanced: false });
    expect(fields[3]).toMatchObject({ title: 'verify', required: false, advanced: true });
  });

  it('starts with what is stored, else with the defaults', () => {
    expect(initialValues(fields, { port: 514 })).toMatchObject({
      site: 'a.example',
      port: 514,
      verify: true,
    });
  });

  it('sends no empty entries, but sends false', () => {
    expect(enteredValues(fields, { site: 'b.example', api_key: '', verify: false })).toEqual({
      site: 'b.example',
      verify: false,
    });
  });

  it('finds what is missing, too large or of the wrong form', () => {
    const faults = checkValues(fields, { port: 70_000, ca_pem: 'nonsense' });
    expect([...faults]).toEqual([
      ['api_key', 'required'],
      ['port', 'max'],
      ['ca_pem', 'pattern'],
    ]);
  });

  it('lets a stored secret stay empty', () => {
    expect([...checkValues(fields, { port: 514 }, new Set(['api_key']))]).toEqual([]);
  });

  it('finds the fields that the server complains about', () => {
    const errors = [
      { path: 'config.site', message: 'is unknown' },
      { path: 'name', message: 'is taken' },
    ];
    expect([...faultsBelow(errors, 'config')]).toEqual([['site', 'is unknown']]);
  });
});
