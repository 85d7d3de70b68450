/** Reads the JSON Schema of a destination or connector into fields, and checks what was entered. */

import type { Fault } from '../api/http.ts';

export type FieldKind = 'text' | 'multiline' | 'secret' | 'number' | 'boolean' | 'choice';

export interface Field {
  readonly name: string;
  readonly kind: FieldKind;
  readonly title: string;
  readonly description?: string;
  readonly required: boolean;
  /** Shown only after `Advanced settings`. */
  readonly advanced: boolean;
  readonly example?: string;
  readonly initial?: FieldValue;
  readonly choices?: readonly string[];
  readonly min?: number;
  readonly max?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  /** Of a secret that is entered in several lines, and so in sight. */
  readonly multiline?: boolean;
}

export type FieldValue = string | number | boolean;
export type FormValues = Readonly<Record<string, FieldValue | undefined>>;

interface PropertySchema {
  readonly type?: string;
  readonly title?: string;
  readonly description?: string;
  readonly enum?: readonly string[];
  readonly default?: FieldValue;
  readonly examples?: readonly FieldValue[];
  readonly secret?: boolean;
  readonly advanced?: boolean;
  readonly multiline?: boolean;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
}

/** The part of JSON Schema that forms use: one object of plain fields. */
export interface FormSchema {
  readonly properties?: Readonly<Record<string, PropertySchema>>;
  readonly required?: readonly string[];
}

/** From this length on a text is rather a certificate than a name. */
const multilineLength = 4000;

function kindOf(property: PropertySchema): FieldKind {
  if (property.secret === true) return 'secret';
  if (property.enum !== undefined) return 'choice';
  if (property.type === 'boolean') return 'boolean';
  if (property.type === 'number' || property.type === 'integer') return 'number';
  const isLong = property.multiline === true || (property.maxLength ?? 0) > multilineLength;
  return isLong ? 'multiline' : 'text';
}

const present = <T extends object>(value: T) =>
  Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };

/** The fields in the order of the schema; the required ones are known from its list. */
export function readFields(schema: FormSchema): Field[] {
  const required = new Set(schema.required ?? []);
  return Object.entries(schema.properties ?? {}).map(([name, property]) => ({
    name,
    kind: kindOf(property),
    title: property.title ?? name,
    required: required.has(name),
    advanced: property.advanced ?? false,
    ...present({
      description: property.description,
      example: property.examples?.[0] === undefined ? undefined : String(property.examples[0]),
      initial: property.default,
      choices: property.enum,
      min: property.minimum,
      max: property.maximum,
      maxLength: property.maxLength,
      pattern: property.pattern,
      multiline: property.secret === true ? property.multiline : undefined,
    }),
  }));
}

/** What the form starts with: what is stored, else the schema's defaults. */
export function initialValues(fields: readonly Field[], stored: FormValues = {}): FormValues {
  return Object.fromEntries(fields.map(({ name, initial }) => [name, stored[name] ?? initial]));
}

/** What is sent: entries that say something. An emptied field is left out. */
export function enteredValues(fields: readonly Field[], values: FormValues): Record<string, FieldValue> {
  const entered: Record<string, FieldValue> = {};
  for (const { name } of fields) {
    const value = values[name];
    if (value !== undefined && value !== '') entered[name] = value;
  }
  return entered;
}

export type FaultKind = 'required' | 'number' | 'min' | 'max' | 'pattern';

function faultOf(field: Field, value: FieldValue | undefined, isStored: boolean): FaultKind | undefined {
  const { kind, required, min, max, maxLength, pattern } = field;
  if (value === undefined || value === '') return required && !isStored ? 'required' : undefined;
  if (kind === 'number') {
    if (typeof value !== 'number') return 'number';
    if (min !== undefined && value < min) return 'min';
    if (max !== undefined && value > max) return 'max';
  }
  if (typeof value !== 'string') return undefined;
  if (maxLength !== undefined && value.length > maxLength) return 'max';
  return pattern !== undefined && !new RegExp(pattern, 'u').test(value.trim()) ? 'pattern' : undefined;
}

/**
 * What is wrong with the entries, by field: only what saves a round trip; the server has the last word.
 * @param stored secrets that have a value on the server and may stay empty here.
 */
export function checkValues(
  fields: readonly Field[],
  values: FormValues,
  stored: ReadonlySet<string> = new Set(),
): Map<string, FaultKind> {
  const faults = new Map<string, FaultKind>();
  for (const field of fields) {
    const fault = faultOf(field, values[field.name], stored.has(field.name));
    if (fault !== undefined) faults.set(field.name, fault);
  }
  return faults;
}

/** The server's faults below a prefix, by field: `config.site` becomes `site`. */
export function faultsBelow(errors: readonly Fault[], prefix: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const { path, message } of errors) {
    if (path.startsWith(`${prefix}.`)) found.set(path.slice(prefix.length + 1), message);
  }
  return found;
}
