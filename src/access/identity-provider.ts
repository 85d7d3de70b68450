import { createHmac } from 'node:crypto';
import * as client from 'openid-client';
import { CairnError } from '../kernel/errors.ts';

/** The provider that people of this instance may sign in by, as the operator has set it. */
export interface ProviderSettings {
  readonly issuer: string;
  readonly clientId: string;
  /** Absent for a public client. */
  readonly clientSecret: string | undefined;
  /** What the button says: `Sign in with <name>`. */
  readonly name: string;
}

/** Whom the provider says it is. */
export interface ProviderPerson {
  readonly issuer: string;
  readonly subject: string;
  readonly email: string | null;
  readonly emailVerified: boolean;
  readonly name: string | null;
}

/** What one sign-in is bound to: the browser's secret and the state that the provider returns. */
export interface Attempt {
  /** 43 characters, kept in a cookie. */
  readonly browser: string;
  readonly state: string;
  /** Where the provider returns to. */
  readonly redirectUri: string;
}

/** Found again after this time, so that new keys and addresses of the provider are learnt. */
const discoveredForMs = 60 * 60 * 1000;

const timeoutSeconds = 10;

/** Verifier and nonce come from the browser's secret: the database holds neither, nor what they are made of. */
const derive = ({ browser, state }: Attempt, what: 'verifier' | 'nonce'): string =>
  createHmac('sha256', browser).update(`${what} ${state}`).digest('base64url');

/** HTTP Basic where the provider takes it, which is the default (OpenID Connect Discovery 1.0, section 3). */
function authenticationBy(secret: string | undefined): client.ClientAuth {
  if (secret === undefined) return client.None();
  const [basic, post] = [client.ClientSecretBasic(secret), client.ClientSecretPost(secret)];
  return (server, ...rest) => {
    const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    return (methods.includes('client_secret_basic') ? basic : post)(server, ...rest);
  };
}

/** Cairn as a relying party of one OpenID provider (OpenID Connect Core 1.0, code flow with PKCE, state and nonce). */
export class IdentityProvider {
  readonly name: string;
  private readonly settings: ProviderSettings;
  private readonly nowMs: () => number;
  private found: { readonly config: Promise<client.Configuration>; readonly atMs: number } | null = null;

  constructor(settings: ProviderSettings, nowMs: () => number) {
    this.name = settings.name;
    this.settings = settings;
    this.nowMs = nowMs;
  }

  /** Where to send the browser. @throws CairnError `auth.provider_failed` when the provider cannot be reached */
  async authorizationUrl(attempt: Attempt): Promise<string> {
    return this.say(async () => {
      const config = await this.discover();
      const url = client.buildAuthorizationUrl(config, {
        redirect_uri: attempt.redirectUri,
        scope: 'openid email profile',
        state: attempt.state,
        nonce: derive(attempt, 'nonce'),
        code_challenge: await client.calculatePKCECodeChallenge(derive(attempt, 'verifier')),
        code_challenge_method: 'S256',
      });
      return url.href;
    });
  }

  /**
   * Exchanges what the provider returned; state, nonce, issuer, audience, times and signature are checked.
   * @param query the query of the return address, as it came
   * @throws CairnError `auth.provider_refused` or `auth.provider_failed`
   */
  async personOf(query: URLSearchParams, attempt: Attempt): Promise<ProviderPerson> {
    return this.say(async () => {
      const config = await this.discover();
      const tokens = await client.authorizationCodeGrant(config, new URL(`${attempt.redirectUri}?${query}`), {
        expectedState: attempt.state,
        expectedNonce: derive(attempt, 'nonce'),
        pkceCodeVerifier: derive(attempt, 'verifier'),
        idTokenExpected: true,
      });
      const claims = tokens.claims();
      if (claims === undefined) throw new Error('the provider sent no ID token');
      const told =
        claims.email === undefined && config.serverMetadata().userinfo_endpoint !== undefined
          ? await client.fetchUserInfo(config, tokens.access_token, claims.sub)
          : claims;
      return {
        issuer: claims.iss,
        subject: claims.sub,
        email: typeof told.email === 'string' ? told.email : null,
        emailVerified: told.email_verified === true,
        name: typeof told.name === 'string' ? told.name : null,
      };
    });
  }

  private async discover(): Promise<client.Configuration> {
    const { found } = this;
    if (found !== null && this.nowMs() - found.atMs < discoveredForMs) return found.config;
    const { issuer, clientId, clientSecret } = this.settings;
    const config = client.discovery(new URL(issuer), clientId, undefined, authenticationBy(clientSecret), {
      timeout: timeoutSeconds,
      execute: [
        client.enableNonRepudiationChecks,
        // The operator has named a plain address himself: a provider beside Cairn, without a certificate.
        ...(issuer.startsWith('http:') ? [client.allowInsecureRequests] : []),
      ],
    });
    this.found = { config, atMs: this.nowMs() };
    // What failed is asked for again by the next one who signs in.
    config.catch(() => {
      if (this.found?.config === config) this.found = null;
    });
    return config;
  }

  private async say<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (cause) {
      const isRefusal = cause instanceof client.AuthorizationResponseError;
      throw new CairnError(isRefusal ? 'auth.provider_refused' : 'auth.provider_failed', undefined, {
        cause,
      });
    }
  }
}
