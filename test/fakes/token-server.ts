import { createPublicKey, generateKeyPairSync, type KeyObject, randomBytes, verify } from 'node:crypto';
import { type Received, type Receiver, type Reply, startReceiver } from './receiver.ts';

/** An authorization server of Google (JWT bearer) or Microsoft Entra (client credentials). */
export interface TokenServer extends Receiver {
  /** Tokens given so far, in order. */
  readonly given: string[];
  /** Whether a request carries a token that is good for `scope` now. */
  lets(request: Received, scope: string): boolean;
  /** Ends every token that was given. */
  revoke(): void;
  /** Secrets (Entra) or e-mail addresses (Google) that are not let in any more. */
  readonly withdrawn: Set<string>;
}

export interface TokenServerOptions {
  /** Seconds that tokens hold; 3599 as the real ones. */
  readonly life?: number;
}

const refused = (status: number, error: string, error_description: string): Reply => ({
  status,
  body: JSON.stringify({ error, error_description }),
});

type Check = (fields: URLSearchParams, path: string) => { scope: string; who: string } | Reply;

async function start(check: Check, { life = 3599 }: TokenServerOptions): Promise<TokenServer> {
  const tokens = new Map<string, { scope: string; untilMs: number }>();
  const given: string[] = [];
  const withdrawn = new Set<string>();
  const receiver = await startReceiver((request) => {
    if (request.method !== 'POST') return refused(405, 'invalid_request', 'POST only');
    if (!/^application\/x-www-form-urlencoded\b/.test(request.headers['content-type'] ?? '')) {
      return refused(400, 'invalid_request', 'the body is not a form');
    }
    const found = check(new URLSearchParams(request.body), request.path);
    if ('status' in found) return found;
    if (withdrawn.has(found.who)) return refused(401, 'invalid_client', 'withdrawn');
    const token = `tok-${randomBytes(24).toString('base64url')}`;
    given.push(token);
    tokens.set(token, { scope: found.scope, untilMs: Date.now() + life * 1000 });
    return {
      status: 200,
      body: JSON.stringify({ access_token: token, token_type: 'Bearer', expires_in: life }),
    };
  });
  return Object.assign(Object.create(receiver, Object.getOwnPropertyDescriptors(receiver)) as Receiver, {
    given,
    withdrawn,
    revoke: () => tokens.clear(),
    lets({ headers }: Received, scope: string) {
      const token = tokens.get((headers.authorization ?? '').replace(/^Bearer /, ''));
      return token !== undefined && token.scope === scope && Date.now() < token.untilMs;
    },
  });
}

/** A key file as Google hands it out, with a fresh RSA key. Its `token_uri` leads nowhere: it must not be used. */
export function googleKeyFile(email = 'cairn@project.iam.gserviceaccount.com') {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const file = JSON.stringify({
    type: 'service_account',
    project_id: 'project',
    private_key_id: 'kid-1',
    private_key: privateKey.export({ type: 'pkcs8', format: 'pem' }),
    client_email: email,
    token_uri: 'https://attacker.example.com/token',
  });
  return { file, email, publicKey };
}

/** Google's token endpoint: https://developers.google.com/identity/protocols/oauth2/service-account#httprest */
export function startGoogleTokens(
  account: { email: string; publicKey: KeyObject },
  options: TokenServerOptions = {},
): Promise<TokenServer> {
  const publicKey = createPublicKey(account.publicKey.export({ type: 'spki', format: 'pem' }));
  return start((fields, path) => {
    if (path !== '/token') return refused(404, 'not_found', path);
    if (fields.get('grant_type') !== 'urn:ietf:params:oauth:grant-type:jwt-bearer') {
      return refused(400, 'unsupported_grant_type', 'Invalid grant_type');
    }
    const [head = '', body = '', signature = ''] = (fields.get('assertion') ?? '').split('.');
    const isSigned = verify(
      'sha256',
      Buffer.from(`${head}.${body}`),
      publicKey,
      Buffer.from(signature, 'base64url'),
    );
    if (!isSigned) return refused(400, 'invalid_grant', 'Invalid JWT Signature.');
    const header = JSON.parse(Buffer.from(head, 'base64url').toString());
    const claims = JSON.parse(Buffer.from(body, 'base64url').toString());
    if (header.alg !== 'RS256' || header.kid !== 'kid-1')
      return refused(400, 'invalid_grant', 'Invalid JWT header.');
    const now = Date.now() / 1000;
    const isTimely = claims.iat <= now + 60 && claims.exp > now && claims.exp - claims.iat <= 3600;
    if (!isTimely || claims.aud !== 'https://oauth2.googleapis.com/token') {
      return refused(400, 'invalid_grant', 'Invalid JWT: Token must be a short-lived token (60 minutes)');
    }
    if (claims.iss !== account.email)
      return refused(400, 'invalid_grant', 'Invalid grant: account not found');
    if (typeof claims.scope !== 'string') return refused(400, 'invalid_scope', 'no scope');
    return { scope: claims.scope, who: claims.iss };
  }, options);
}

/** Entra's: https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow */
export function startEntraTokens(
  client: { tenant_id: string; client_id: string; client_secret: string },
  options: TokenServerOptions = {},
): Promise<TokenServer> {
  return start((fields, path) => {
    if (path !== `/${client.tenant_id}/oauth2/v2.0/token`) {
      return refused(400, 'invalid_request', 'AADSTS90002: Tenant not found.');
    }
    if (fields.get('grant_type') !== 'client_credentials') return refused(400, 'unsupported_grant_type', '');
    if (fields.get('client_id') !== client.client_id) {
      return refused(400, 'unauthorized_client', 'AADSTS700016: Application was not found in the directory.');
    }
    const secret = fields.get('client_secret') ?? '';
    if (secret !== client.client_secret) {
      return refused(401, 'invalid_client', 'AADSTS7000215: Invalid client secret provided.');
    }
    const scope = fields.get('scope') ?? '';
    if (!scope.endsWith('/.default'))
      return refused(400, 'invalid_scope', 'AADSTS1002012: scope is not valid.');
    return { scope, who: secret };
  }, options);
}
