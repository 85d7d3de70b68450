import type { IdentityProvider } from '../access/identity-provider.ts';
import type { Principal, Principals } from '../access/principal.ts';
import type { Rights } from '../access/rights.ts';
import type { Database, Queryable } from '../db/database.ts';
import type { ActionCode } from '../event/action.ts';
import type { Context, JsonObject, Resource, Result } from '../event/event.ts';
import type { Ingest } from '../ingest/ingest.ts';
import type { Change, Recorder } from '../ingest/record.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Logger } from '../kernel/log.ts';
import type { Tail } from '../log/tail.ts';
import type { Mailer } from '../mail/mailer.ts';
import type { TrailServices } from '../trails/trail-services.ts';
import type { Vault } from '../vault/vault.ts';
import type { SlackApp } from './slack-consent.ts';

/** The parts of a running Cairn that operations work with. Made once, in `app.ts`. */
export interface Services {
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Logger;
  readonly vault: Vault;
  /** The provider that people may sign in by; null where the operator has set none. */
  readonly identityProvider: IdentityProvider | null;
  readonly principals: Principals;
  readonly ingest: Ingest;
  readonly record: Recorder;
  readonly change: Change;
  readonly tail: Tail;
  readonly trails: TrailServices;
  /** Absent where the operator has set no mail server. */
  readonly mailer?: Mailer | undefined;
  /** The operator's Slack app, for connecting by consent; absent where there is none. */
  readonly slackApp?: SlackApp | undefined;
  /** Address under which people reach this Cairn, without a slash at the end. */
  readonly publicUrl: () => string;
}

/** What an operation adds to the record of its action; who, where and when are known. */
export interface Entry {
  readonly resources?: readonly Resource[];
  readonly complement?: JsonObject;
  /** Another action than the operation's, for what it brings about besides. */
  readonly action?: ActionCode;
  /** Absent: success. */
  readonly result?: Result;
  readonly details?: JsonObject;
}

/** Organization and principal are those of the request unless told. */
export type RecordEntry<R> = (entry: Entry, organizationId?: string, principal?: Principal | null) => R;

/** One request, as an operation sees it. */
export interface OperationContext {
  readonly services: Services;
  /** Null only where the operation is public. */
  readonly principal: Principal | null;
  /** The organization of the path; empty where the path names none. */
  readonly organizationId: string;
  /** What the caller may in the organization of the path. */
  readonly rights: Rights;
  readonly now: Date;
  /** Ends when the caller hangs up or the server stops. */
  readonly signal: AbortSignal;
  /** Address, user agent and id of the request. */
  readonly origin: Context;
  /** The header `Last-Event-ID` of a stream that is resumed. */
  readonly lastEventId: string | undefined;
  /** Sets or clears the session cookie of the answer. */
  setSession(token: string | null): void;
  /** A cookie that came with the request; null when there is none. */
  cookie(name: string): string | null;
  /** Sets a cookie that scripts cannot read and that other sites' pages cannot send along with a change. */
  setCookie(name: string, value: string, life: { readonly seconds: number; readonly path?: string }): void;
  /** The token of the session cookie that came with the request. */
  readonly sessionToken: string | null;
  /**
   * Records the operation's declared action, in the organization of the path or in another one. For what changes
   * nothing; a change is made and recorded by `change`.
   */
  record: RecordEntry<Promise<void>>;
  /** Changes something and records it in the same transaction; see `Change`. */
  change<T>(work: (tx: Queryable, record: RecordEntry<void>) => Promise<T>): Promise<T>;
}
