import type { Database } from '../db/database.ts';
import { isWithin } from '../kernel/addresses.ts';
import type { Clock } from '../kernel/clock.ts';
import { CairnError } from '../kernel/errors.ts';
import type { Logger } from '../kernel/log.ts';
import {
  apiTokenPrefix,
  findTokenHolder,
  noteTokenUse,
  type TokenHolder,
  type TokenUse,
} from './api-tokens.ts';
import { findOAuthHolder, noteGrantUse, type OAuthHolder } from './oauth-holder.ts';
import { findMember } from './organizations.ts';
import { Rights } from './rights.ts';
import { findSession, type Session } from './sessions.ts';
import type { User } from './users.ts';

/** Who makes a request. */
export type Principal =
  | { readonly kind: 'user'; readonly user: User; readonly session: Session }
  | { readonly kind: 'api_token'; readonly token: TokenHolder }
  | { readonly kind: 'oauth_client'; readonly holder: OAuthHolder };

/** Who presents a bearer token. */
export type TokenPrincipal = Exclude<Principal, { kind: 'user' }>;

/** When a token's time is over; null: never. */
const expiryOf = (principal: TokenPrincipal): Date | null =>
  principal.kind === 'api_token' ? principal.token.expiresAt : principal.holder.expiresAt;

/**
 * How long a token's holder is believed without asking the database again. A change made in this process acts
 * at once; one made in another arrives by notice; the limit covers a lost notice.
 */
const believedMs = 5_000;

const noteUseEveryMs = 30_000;

/**
 * Finds out who makes a request and what he may. Tokens are kept for some seconds, because programs present
 * them thousands of times a second; sessions are looked up each time.
 */
export class Principals {
  private readonly database: Database;
  private readonly clock: Clock;
  private readonly log: Logger;
  private readonly tokens = new Map<
    string,
    { readonly principal: TokenPrincipal; readonly foundMs: number }
  >();
  private readonly tokenRights = new WeakMap<TokenPrincipal, Rights>();
  private uses = new Map<string, TokenUse>();
  private grantUses = new Map<string, { organizationId: string; atMs: number }>();
  /** Grows with each change of rights: what was asked before a change is not remembered after it. */
  private changes = 0;
  private unchanged = new AbortController();
  private timer: NodeJS.Timeout | null = null;
  private unlisten: (() => Promise<void>) | null = null;

  constructor(database: Database, clock: Clock, log: Logger) {
    this.database = database;
    this.clock = clock;
    this.log = log;
  }

  async start(): Promise<void> {
    const forget = () => this.forget();
    this.unlisten = await this.database.listen('cairn_access', forget, forget);
    this.timer = setInterval(() => void this.noteUses(), noteUseEveryMs);
  }

  async stop(): Promise<void> {
    if (this.timer !== null) clearInterval(this.timer);
    await this.unlisten?.();
    await this.noteUses();
  }

  /** Rights have changed: nothing remembered counts any more, here and in every other process. */
  async changed(): Promise<void> {
    this.forget();
    await this.database.query(`select pg_notify('cairn_access', '')`);
  }

  private forget(): void {
    this.changes += 1;
    this.tokens.clear();
    this.unchanged.abort();
    this.unchanged = new AbortController();
  }

  /** Ends when rights may have changed: a stream that was opened before has to prove again that it may go on. */
  get untilChange(): AbortSignal {
    return this.unchanged.signal;
  }

  /**
   * Whoever holds an API token (`cairn_…`) or an OAuth access token; null for everything else. `address`: where the
   * request came from.
   * @throws CairnError `auth.address_refused`
   */
  async byToken(token: string, address: string): Promise<Principal | null> {
    const nowMs = this.clock.now();
    const known = this.tokens.get(token);
    let principal = known !== undefined && nowMs - known.foundMs < believedMs ? known.principal : null;
    if (principal === null) {
      const { changes } = this;
      principal = await this.find(token);
      if (principal === null) {
        this.tokens.delete(token);
        return null;
      }
      if (this.tokens.size > 10_000) this.tokens.clear();
      if (changes === this.changes) this.tokens.set(token, { principal, foundMs: nowMs });
    }
    const expiresAt = expiryOf(principal);
    if (expiresAt !== null && expiresAt.getTime() <= nowMs) return null;
    this.noteUse(principal, address, nowMs);
    return principal;
  }

  /** @throws CairnError `auth.address_refused` */
  private noteUse(principal: TokenPrincipal, address: string, atMs: number): void {
    if (principal.kind === 'oauth_client') {
      const { grantId, organizationId } = principal.holder;
      this.grantUses.set(grantId, { organizationId, atMs });
      return;
    }
    const { id, organizationId, allowedAddresses } = principal.token;
    if (allowedAddresses !== null && !isWithin(address, allowedAddresses))
      throw new CairnError('auth.address_refused', `Not from ${address}.`);
    this.uses.set(id, { organizationId, atMs, address });
  }

  private async find(token: string): Promise<TokenPrincipal | null> {
    if (token.startsWith(apiTokenPrefix)) {
      const found = await findTokenHolder(this.database, token);
      return found === null ? null : { kind: 'api_token', token: found };
    }
    const holder = await findOAuthHolder(this.database, token);
    return holder === null ? null : { kind: 'oauth_client', holder };
  }

  async bySession(cookie: string): Promise<Principal | null> {
    const session = await findSession(this.database, cookie);
    return session === null ? null : { kind: 'user', user: session.user, session };
  }

  /** What the principal may in an organization; null when it is none of his. */
  async rightsIn(principal: Principal, organizationId: string): Promise<Rights | null> {
    if (principal.kind !== 'user') {
      const held = principal.kind === 'api_token' ? principal.token : principal.holder;
      return held.organizationId === organizationId ? this.rightsOf(principal) : null;
    }
    const member = await findMember(this.database, organizationId, principal.user.id);
    return member === null ? null : Rights.ofMember(member);
  }

  /** Kept with the principal, which is looked up anew after each change of rights. */
  private rightsOf(principal: TokenPrincipal): Rights {
    let found = this.tokenRights.get(principal);
    if (found === undefined) {
      const { rights, scopes } =
        principal.kind === 'api_token'
          ? { rights: principal.token.creator.rights, scopes: principal.token.scopes }
          : { rights: principal.holder.user.rights, scopes: principal.holder.scopes };
      found = Rights.ofMember(rights).within(scopes);
      this.tokenRights.set(principal, found);
    }
    return found;
  }

  private async noteUses(): Promise<void> {
    const { uses, grantUses } = this;
    this.uses = new Map();
    this.grantUses = new Map();
    try {
      if (uses.size > 0) await noteTokenUse(this.database, uses);
      if (grantUses.size > 0) await noteGrantUse(this.database, grantUses);
    } catch (err) {
      this.log.warn({ err }, 'the last use of tokens could not be noted');
    }
  }
}
