import { fold } from '../fold.ts';
import type { Value } from './ast.ts';

/** Whether a text is one of the values. With `folded`, both sides are compared folded. */
export function textTest(values: readonly Value[], folded: boolean): (text: string) => boolean {
  const form = folded ? fold : (text: string) => text;
  const exact = new Set(values.filter((value) => value.kind === 'is').map((value) => form(value.text)));
  const patterns = values
    .filter((value) => value.kind === 'like')
    .map((value) => likeTest(value.parts.map((part) => form(part))));
  if (values.some((value) => value.kind === 'present')) return () => true;
  const [only] = exact;
  if (patterns.length === 0 && exact.size === 1)
    return folded ? (text) => fold(text) === only : (text) => text === only;
  return (text) => {
    const formed = form(text);
    return exact.has(formed) || patterns.some((test) => test(formed));
  };
}

/** A wildcard pattern over the whole text: the first and the last part are anchored. */
function likeTest(parts: readonly string[]): (text: string) => boolean {
  const first = parts[0] as string;
  const last = parts[parts.length - 1] as string;
  const middle = parts.slice(1, -1);
  return (text) => {
    if (text.length < first.length + last.length) return false;
    if (!text.startsWith(first) || !text.endsWith(last)) return false;
    const end = text.length - last.length;
    let at = first.length;
    for (const part of middle) {
      const found = text.indexOf(part, at);
      if (found < 0 || found + part.length > end) return false;
      at = found + part.length;
    }
    return true;
  };
}

/** The parts one behind the other, anywhere in the text. */
export function inOrder(parts: readonly string[]): (text: string) => boolean {
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return (text) => text.includes(only);
  return (text) => {
    let at = 0;
    for (const part of parts) {
      const found = text.indexOf(part, at);
      if (found < 0) return false;
      at = found + part.length;
    }
    return true;
  };
}
