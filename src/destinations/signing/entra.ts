import { z } from 'zod';
import { field, secret } from '../../kernel/form.ts';
import type { Outgoing } from '../../kernel/http.ts';
import { tokenRequest } from './oauth-token.ts';

/** Microsoft's clouds: where tokens come from, and the domains of their services. */
export const azureClouds = {
  public: { login: 'login.microsoftonline.com', storage: 'core.windows.net', bus: 'servicebus.windows.net' },
  government: {
    login: 'login.microsoftonline.us',
    storage: 'core.usgovcloudapi.net',
    bus: 'servicebus.usgovcloudapi.net',
  },
  china: {
    login: 'login.chinacloudapi.cn',
    storage: 'core.chinacloudapi.cn',
    bus: 'servicebus.chinacloudapi.cn',
  },
} as const;

export type AzureCloud = keyof typeof azureClouds;

export const cloudField = field(z.enum(['public', 'government', 'china']).default('public'), {
  title: 'Cloud',
  description: "Microsoft's cloud that it lives in.",
  advanced: true,
});

const guid = z
  .string()
  .trim()
  .regex(
    /^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/,
    'An id of 32 hexadecimal digits with dashes.',
  );

export const tenantField = field(guid, {
  title: 'Tenant id',
  description: 'Of the Microsoft Entra directory: "Directory (tenant) ID" of the app registration.',
  examples: ['11111111-2222-3333-4444-555555555555'],
});

export const clientField = field(guid, {
  title: 'Client id',
  description: '"Application (client) ID" of the app registration.',
  examples: ['66666666-7777-8888-9999-000000000000'],
});

export const clientSecret = secret(
  'Client secret',
  'The value (not the id) of a client secret of the app registration. It ends on the day that you chose there.',
);

/**
 * Asks Microsoft Entra for an access token as the application itself (RFC 6749, section 4.4;
 * https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow).
 */
export const entraTokenRequest = (
  client: { tenant_id: string; client_id: string; client_secret: string; cloud: AzureCloud },
  scope: string,
): Outgoing =>
  tokenRequest(`https://${azureClouds[client.cloud].login}/${client.tenant_id}/oauth2/v2.0/token`, {
    grant_type: 'client_credentials',
    client_id: client.client_id,
    client_secret: client.client_secret,
    scope,
  });
