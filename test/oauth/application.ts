import * as openid from 'openid-client';
import type { Reply, TestCairn } from '../cairn.ts';

export const redirectUri = 'https://app.example.com/callback';

/** A registered application that knows its secret and does the protocol by `openid-client`. */
export interface Application {
  readonly id: string;
  readonly secret: string;
  readonly configuration: openid.Configuration;
}

export const register = (cairn: TestCairn, fields: object = {}): Promise<Reply> =>
  cairn.call('POST', `/organizations/${cairn.organizationId}/oauth-clients`, {
    body: {
      name: 'Report Builder',
      redirect_uris: [redirectUri],
      scopes: ['events:read', 'events:write'],
      ...fields,
    },
  });

export const permit = (
  cairn: TestCairn,
  clientId: string,
  body: object = { everyone: true },
): Promise<Reply> =>
  cairn.call('PUT', `/organizations/${cairn.organizationId}/permitted-users/${clientId}`, { body });

/** Discovers the provider like any application would. */
export const discover = (cairn: TestCairn, id: string, authentication: openid.ClientAuth) =>
  openid.discovery(new URL(cairn.url), id, undefined, authentication, {
    algorithm: 'oauth2',
    execute: [openid.allowInsecureRequests],
  });

export async function makeApplication(cairn: TestCairn, fields: object = {}): Promise<Application> {
  const { body } = await register(cairn, fields);
  await permit(cairn, body.client_id);
  const configuration = await discover(cairn, body.client_id, openid.ClientSecretBasic(body.client_secret));
  return { id: body.client_id, secret: body.client_secret, configuration };
}

/** An authorization request with all that this request needs to be finished. */
export async function request(application: Application, parameters: Record<string, string> = {}) {
  const verifier = openid.randomPKCECodeVerifier();
  const state = openid.randomState();
  const url = openid.buildAuthorizationUrl(application.configuration, {
    redirect_uri: redirectUri,
    scope: 'events:read events:write',
    code_challenge: await openid.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    ...parameters,
  });
  return { url, verifier, state };
}

export const get = (url: URL | string, cookie?: string, headers: Record<string, string> = {}) =>
  fetch(url, { redirect: 'manual', headers: { ...(cookie === undefined ? {} : { cookie }), ...headers } });

const plain = (text: string) => text.replaceAll('&amp;', '&').replaceAll('&quot;', '"');

/** The form of a consent page as a browser would send it. */
export function formOf(page: string): { action: string; proof: string } {
  const action = /<form method="post" action="([^"]+)"/.exec(page)?.[1];
  const proof = /name="proof" value="([^"]+)"/.exec(page)?.[1];
  if (action === undefined || proof === undefined)
    throw new Error(`no consent form in: ${page.slice(0, 400)}`);
  return { action: plain(action), proof };
}

/** Reads the consent page and answers it; gives the answer, which leads back to the application. */
export async function answer(
  cairn: TestCairn,
  url: URL,
  options: { cookie?: string; decision?: string; headers?: Record<string, string> } = {},
): Promise<Response> {
  const cookie = options.cookie ?? cairn.cookie;
  const { action, proof } = formOf(await (await get(url, cookie)).text());
  return fetch(new URL(action, cairn.url), {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie, origin: cairn.url, ...options.headers },
    body: new URLSearchParams({ proof, decision: options.decision ?? 'allow' }),
  });
}

export const locationOf = (response: Response): URL => new URL(response.headers.get('location') ?? '');

/** The whole way of one member: consent, code, tokens. */
export async function connect(cairn: TestCairn, application: Application, cookie = cairn.cookie) {
  const { url, verifier, state } = await request(application);
  const back = locationOf(await answer(cairn, url, { cookie }));
  const tokens = await openid.authorizationCodeGrant(application.configuration, back, {
    pkceCodeVerifier: verifier,
    expectedState: state,
  });
  return {
    back,
    verifier,
    state,
    accessToken: tokens.access_token,
    refreshToken: tokens.refresh_token as string,
    tokens,
  };
}

export const refresh = (application: Application, token: string, parameters?: Record<string, string>) =>
  openid.refreshTokenGrant(application.configuration, token, parameters);

/** A request of the token endpoint without any help. */
export const post = (cairn: TestCairn, path: string, fields: Record<string, string>, headers = {}) =>
  fetch(`${cairn.url}/oauth2/${path}`, { method: 'POST', headers, body: new URLSearchParams(fields) });
