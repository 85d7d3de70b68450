import { z } from 'zod';
import { field } from '../kernel/form.ts';
import type { Outgoing } from '../kernel/http.ts';

/** Settings for servers of people's own, whose certificates no public authority has issued. */
export const certificateFields = {
  ca_pem: field(
    z
      .string()
      .trim()
      .regex(/^-----BEGIN CERTIFICATE-----/, 'A certificate in PEM.')
      .max(65_536)
      .optional(),
    {
      title: 'Certificate of the authority',
      description: 'PEM, for a server whose certificate was issued by an authority of your own.',
      advanced: true,
    },
  ),
  verify: field(z.boolean().default(true), {
    title: 'Verify the certificate',
    description: 'Switch off only to try something out: without it anybody may pose as the server.',
    advanced: true,
  }),
};

interface Given {
  readonly ca_pem?: string | undefined;
  readonly verify: boolean;
}

/** What the fields say, as a request has it; nothing where they say nothing. */
export const certificateOf = ({ ca_pem, verify }: Given): Pick<Outgoing, 'tls'> =>
  verify && ca_pem === undefined ? {} : { tls: { verify, ...(ca_pem === undefined ? {} : { ca: ca_pem }) } };
