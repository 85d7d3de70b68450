import { secret } from '../kernel/form.ts';

/** Headers that a destination writes itself, or that belong to the connection. */
const taken =
  /^(host|connection|content-(length|type|encoding)|transfer-encoding|te|upgrade|expect|webhook-.*)$/i;

const line = /^([A-Za-z0-9!#$%&'*+.^_`|~-]+):[ \t]*([\x20-\x7e]*)$/;

/** `Name: value` a line, as pairs; undefined when a line is none. */
function read(text: string): [string, string][] | undefined {
  const lines = text.split('\n').map((each) => each.trim());
  const pairs = lines
    .filter((each) => each !== '')
    .map((each) => {
      const found = line.exec(each);
      return found && !taken.test(found[1] ?? '')
        ? ([found[1]?.toLowerCase(), found[2]] as [string, string])
        : undefined;
    });
  return pairs.every((pair) => pair !== undefined) ? pairs : undefined;
}

/** A secret of headers, for receivers that want keys in headers of their own. */
export const headerLines = () =>
  secret('Further headers', 'One a line, as Name: value. They are kept secret, whatever they hold.', {
    multiline: true,
  })
    .refine((text) => read(text) !== undefined, {
      message:
        'Write one header a line, as Name: value. Headers of the connection and of the body are not yours to set.',
    })
    .optional();

/** What `headerLines` holds, names in lower case. */
export const headersOf = (text: string | undefined): Record<string, string> =>
  Object.fromEntries(read(text ?? '') ?? []);
