import { queryError } from './fault.ts';
import { type Field, fieldNamed, fields, otherNames, takesPath } from './fields.ts';
import { type Chunk, type Piece, split, textOf } from './lexer.ts';
import { nearest } from './suggest.ts';

interface FieldPath {
  readonly field: Field;
  readonly path: readonly string[];
}

/** Reads what stands before the colon: `level`, `actor.id`, `tag.env`, `details.before."a key"`. */
export function readField(pieces: readonly Piece[], chunk: Chunk): FieldPath {
  const name = textOf(pieces);
  if (name === '') throw queryError('the name of a field is missing before ":"', chunk.at);
  const plain = fieldNamed(name);
  if (plain !== undefined && !takesPath(plain)) return { field: plain, path: [] };
  const [head, tail] = split(pieces, '.', 1);
  const field = fieldNamed(textOf(head ?? []));
  if (field === undefined || !takesPath(field)) throw unknownField(name, chunk);
  return { field, path: readPath(field, tail ?? [], chunk) };
}

function readPath(field: Field, pieces: readonly Piece[], chunk: Chunk): string[] {
  // The keys of tags often hold dots, and tags are flat: what follows is one key.
  const segments = field.kind === 'tag' ? [pieces] : split(pieces, '.');
  return segments.map((segment) => {
    if (segment.length === 0) {
      const example = field.kind === 'tag' ? 'tag.KEY' : `${field.name}.KEY`;
      throw queryError(`"${field.name}" needs a key: ${example}`, chunk.at, field.name.length);
    }
    return textOf(segment);
  });
}

function unknownField(name: string, chunk: Chunk): Error {
  const message = `unknown field "${name}"`;
  const suggestion = suggestField(name);
  if (suggestion !== undefined) return queryError(message, chunk.at, name.length, suggestion);
  return queryError(
    `${message}; to search for text with a colon, put it in quotation marks`,
    chunk.at,
    name.length,
  );
}

function suggestField(name: string): string | undefined {
  const other = Object.hasOwn(otherNames, name) ? otherNames[name] : undefined;
  if (other !== undefined) return other;
  const names = fields.filter((field) => !takesPath(field)).map((field) => field.name);
  const dot = name.indexOf('.');
  if (dot < 0) return nearest(name, names);
  const prefixes = fields.filter(takesPath).map((field) => field.name);
  const prefix = nearest(name.slice(0, dot), prefixes);
  return prefix === undefined ? nearest(name, names) : prefix + name.slice(dot);
}
