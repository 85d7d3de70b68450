import { z } from 'zod';

/** What a person reads beside a field of a form, and what the docs print about it. */
export interface About {
  readonly title: string;
  readonly description?: string;
  readonly examples?: readonly (string | number)[];
  /** Shown only after "More settings". */
  readonly advanced?: boolean;
}

/**
 * A setting with its words. Title and description travel in the schema (zod's metadata), so that form, docs
 * page, OpenAPI and validation come from this one value. Wrap last: a later `.optional()` keeps the words,
 * a later `.refine()` does too, but `.transform()` loses them.
 */
export const field = <T extends z.ZodType>(schema: T, about: About): T =>
  schema.meta({ ...about, ...(about.examples ? { examples: [...about.examples] } : {}) }) as T;

/** The longest secret: a PEM key or a service account file fits. */
const maxSecretLength = 16_384;

/** A setting that is sealed when stored and never shown again. `multiline`: it is entered in several lines. */
export const secret = (title: string, description: string, { multiline = false } = {}) =>
  z
    .string()
    .trim()
    .min(1)
    .max(maxSecretLength)
    .meta({ title, description, secret: true, ...(multiline ? { multiline } : {}) });

export type JsonSchema = { readonly [key: string]: unknown };

/**
 * The JSON Schema (2020-12) of a form, with `title`, `description`, `examples`, `secret` and `advanced`.
 * A field with a default is not required.
 */
export function toJsonSchema(form: z.ZodObject): JsonSchema {
  const { $schema: _, ...schema } = z.toJSONSchema(form, { io: 'input', unrepresentable: 'any' });
  return schema;
}

/** Names of the fields that are secret, for redaction and for telling secrets from settings. */
export const fieldNames = (form: z.ZodObject): string[] => Object.keys(form.shape);
