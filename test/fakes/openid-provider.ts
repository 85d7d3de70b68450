import { generateKeyPairSync } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';

/** Somebody at the provider. */
export interface ProviderAccount {
  readonly sub: string;
  readonly email: string;
  readonly verified: boolean;
  readonly name?: string;
}

/** A real OpenID provider on a free port, in which one signs in by choosing an account. */
export interface TestProvider {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Who signs in next. */
  account: ProviderAccount;
  /** Whether the next person presses Cancel. */
  refuses: boolean;
  /** What the provider answers at its token endpoint instead of the truth; null: the truth. */
  spoilTokens: ((body: Record<string, unknown>) => Record<string, unknown>) | null;
  stop(): Promise<void>;
}

const client = { id: 'cairn', secret: 'a secret of the operator: 100% + 1' };

/** @param redirectUri where Cairn is returned to, exactly */
export async function startProvider(redirectUri: string): Promise<TestProvider> {
  let app: ReturnType<Provider['callback']> | null = null;
  const server: Server = createServer((request, response) => void app?.(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const state: TestProvider = {
    issuer,
    clientId: client.id,
    clientSecret: client.secret,
    account: { sub: 'nobody', email: 'nobody@example.com', verified: true },
    refuses: false,
    spoilTokens: null,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  const accounts = new Map<string, ProviderAccount>();
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: client.id,
        client_secret: client.secret,
        redirect_uris: [redirectUri],
        token_endpoint_auth_method: 'client_secret_basic',
      },
    ],
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), kid: 'test', use: 'sig' }] },
    cookies: { keys: ['a key of the test'] },
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
    findAccount: (_ctx, sub) => {
      const account = accounts.get(sub);
      if (account === undefined) return undefined;
      const { email, verified, name } = account;
      return {
        accountId: sub,
        claims: () => ({ sub, email, email_verified: verified, ...(name === undefined ? {} : { name }) }),
      };
    },
  });
  provider.use(async (ctx, next) => {
    await next();
    const { spoilTokens } = state;
    if (spoilTokens !== null && ctx.path === '/token' && typeof ctx.body === 'object' && ctx.body !== null)
      ctx.body = spoilTokens(ctx.body as Record<string, unknown>);
  });
  const callback = provider.callback();
  app = async (request, response) => {
    const isInteraction = request.url?.startsWith('/interaction/') === true;
    if (!isInteraction) return callback(request, response);
    const details = await provider.interactionDetails(request, response);
    if (state.refuses) {
      const result = { error: 'access_denied', error_description: 'The person has cancelled.' };
      return provider.interactionFinished(request, response, result);
    }
    accounts.set(state.account.sub, state.account);
    if (details.prompt.name === 'login')
      return provider.interactionFinished(request, response, { login: { accountId: state.account.sub } });
    const grant = new provider.Grant({ accountId: state.account.sub, clientId: client.id });
    grant.addOIDCScope('openid email profile');
    return provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } });
  };
  return state;
}
