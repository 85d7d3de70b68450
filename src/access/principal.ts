import type { Database } from '../db/database.ts';
import { isWithin } from '../kernel/addresses.ts';
import type { Clock } from '../kernel/clock.ts';
import { CairnError } from '../kernel/errors.ts';
import type { Logger } from '../kernel/log.ts';
import { findTokenHolder, noteTokenUse, type TokenHolder, type TokenUse } from './api-tokens.ts';
import { findMember } from './organizations.ts';
import { Rights } from './rights.ts';
import { findSession, type Session } from './sessions.ts';
import type { User } from './users.ts';

/** Who makes a request. */
export type Principal =
  | { readonly kind: 'user'; readonly user: User; readonly session: Session }
  | { readonly kind: 'api_token'; readonly token: TokenHolder };

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
  private readonly tokens = new Map<string, { readonly holder: TokenHolder; readonly foundMs: number }>();
  private readonly holderRights = new WeakMap<TokenHolder, Rights>();
  private uses = new Map<string, TokenUse>();
  private timer: NodeJS.Timeout | null = null;
  private unlisten: (() => Promise<void>) | null = null;

  constructor(database: Database, clock: Clock, log: Logger) {
    this.database = database;
    this.clock = clock;
    this.log = log;
  }

  async start(): Promise<void> {
    const forget = () => this.tokens.clear();
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
    this.tokens.clear();
    await this.database.query(`select pg_notify('cairn_access', '')`);
  }

  /** `address`: where the request came from. @throws CairnError `auth.address_refused` */
  async byToken(token: string, address: string): Promise<Principal | null> {
    const nowMs = this.clock.now();
    const known = this.tokens.get(token);
    let holder = known !== undefined && nowMs - known.foundMs < believedMs ? known.holder : null;
    if (holder === null) {
      holder = await findTokenHolder(this.database, token);
      if (holder === null) {
        this.tokens.delete(token);
        return null;
      }
      if (this.tokens.size > 10_000) this.tokens.clear();
      this.tokens.set(token, { holder, foundMs: nowMs });
    }
    if (holder.expiresAt !== null && holder.expiresAt.getTime() <= nowMs) return null;
    if (holder.allowedAddresses !== null && !isWithin(address, holder.allowedAddresses))
      throw new CairnError('auth.address_refused', `Not from ${address}.`);
    this.uses.set(holder.id, { organizationId: holder.organizationId, atMs: nowMs, address });
    return { kind: 'api_token', token: holder };
  }

  async bySession(cookie: string): Promise<Principal | null> {
    const session = await findSession(this.database, cookie);
    return session === null ? null : { kind: 'user', user: session.user, session };
  }

  /** What the principal may in an organization; null when it is none of his. */
  async rightsIn(principal: Principal, organizationId: string): Promise<Rights | null> {
    if (principal.kind === 'api_token') {
      const { token } = principal;
      if (token.organizationId !== organizationId) return null;
      return this.rightsOf(token);
    }
    const member = await findMember(this.database, organizationId, principal.user.id);
    return member === null ? null : Rights.ofMember(member);
  }

  /** Kept with the holder, which is looked up anew after each change of rights. */
  private rightsOf(holder: TokenHolder): Rights {
    let found = this.holderRights.get(holder);
    if (found === undefined) {
      found = Rights.ofMember(holder.creator.rights).within(holder.scopes);
      this.holderRights.set(holder, found);
    }
    return found;
  }

  private async noteUses(): Promise<void> {
    if (this.uses.size === 0) return;
    const uses = this.uses;
    this.uses = new Map();
    try {
      await noteTokenUse(this.database, uses);
    } catch (err) {
      this.log.warn({ err }, 'the last use of API tokens could not be noted');
    }
  }
}
