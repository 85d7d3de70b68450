import { z } from 'zod';
import type { TlsSettings } from '../kernel/dial.ts';
import { field, secret } from '../kernel/form.ts';

/** A certificate of an authority that the system does not know. */
export const caField = field(
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
);

/** Settings of a connection that may be encrypted, for servers that have one port for each or either. */
export const tlsFields = {
  tls: field(z.boolean().default(true), {
    title: 'TLS',
    description:
      'Without it the connection is not encrypted; that is taken only for addresses that the operator has allowed.',
  }),
  ca_pem: caField,
  verify: field(z.boolean().default(true), {
    title: 'Verify the certificate',
    description: 'Switch off only to try something out: without it anybody may pose as the server.',
    advanced: true,
  }),
  cert_pem: field(
    z
      .string()
      .trim()
      .regex(/^-----BEGIN CERTIFICATE-----/, 'A certificate in PEM.')
      .max(65_536)
      .optional(),
    {
      title: 'Client certificate',
      description: 'PEM, for a server that asks for one.',
      advanced: true,
    },
  ),
};

export const clientKey = secret('Key of the client certificate', 'PEM, not encrypted.')
  .regex(/^-----BEGIN [A-Z ]*PRIVATE KEY-----/, 'A private key in PEM.')
  .optional();

interface Given {
  readonly tls: boolean;
  readonly verify: boolean;
  readonly ca_pem?: string | undefined;
  readonly cert_pem?: string | undefined;
}

/** What the fields say, as an endpoint has it. */
export function tlsOf(
  { tls, verify, ca_pem, cert_pem }: Given,
  key?: string,
): { readonly tls?: TlsSettings } {
  if (!tls) return {};
  return {
    tls: {
      verify,
      ...(ca_pem === undefined ? {} : { ca: ca_pem }),
      ...(cert_pem === undefined ? {} : { cert: cert_pem }),
      ...(key === undefined ? {} : { key }),
    },
  };
}
