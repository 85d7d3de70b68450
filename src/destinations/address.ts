import { z } from 'zod';
import { type About, field } from '../kernel/form.ts';

/** An address that people enter. `http://` is refused when it is dialled, unless the operator has allowed it. */
export const address = (about: About) =>
  field(
    z
      .url({ protocol: /^https?$/, error: 'An address starts with https://.' })
      .max(2048)
      .refine(
        (text) => URL.canParse(text) && new URL(text).username === '' && new URL(text).password === '',
        {
          message: 'An address does not hold a name or password; use the Authorization header.',
        },
      ),
    about,
  );

/** The address with a path below it: `https://host:8088/` and `/services` make `https://host:8088/services`. */
export const below = (base: string, path: string): string => base.replace(/\/+$/, '') + path;

/** Credentials of HTTP Basic (RFC 7617). */
export const basic = (name: string, password: string): string =>
  `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`;
