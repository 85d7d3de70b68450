import pg from 'pg';
import { translateDatabaseError } from './database-errors.ts';

interface Subscription {
  readonly channel: string;
  readonly onNotice: (payload: string) => void;
  readonly onLost: () => void;
}

const firstRetryMs = 50;
const lastRetryMs = 2_000;
/** A connection that a firewall has dropped stays silent for ever; only asking shows it. */
const probeEveryMs = 15_000;

/** One connection that LISTENs to any number of channels and comes back by itself after a loss. */
export class Listener {
  readonly #connect: () => pg.Client;
  readonly #onError: (err: Error) => void;
  readonly #subscriptions = new Set<Subscription>();
  #client: Promise<pg.Client> | undefined;
  #retry: NodeJS.Timeout | undefined;
  #retryMs = firstRetryMs;
  #closed = false;

  /** `connect` makes a new, unconnected client; `onError` gets the losses. */
  constructor(connect: () => pg.Client, onError: (err: Error) => void) {
    this.#connect = connect;
    this.#onError = onError;
  }

  /** Resolves when the server listens; rejects with `database.unavailable` when it cannot be reached now. */
  async listen(
    channel: string,
    onNotice: (payload: string) => void,
    onLost = () => {},
  ): Promise<() => Promise<void>> {
    const subscription: Subscription = { channel, onNotice, onLost };
    this.#subscriptions.add(subscription);
    try {
      const client = await this.#connected();
      await client.query(`listen ${pg.escapeIdentifier(channel)}`);
    } catch (err) {
      this.#subscriptions.delete(subscription);
      throw translateDatabaseError(err);
    }
    return () => this.#unlisten(subscription);
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#retry);
    this.#subscriptions.clear();
    await this.#disconnect();
  }

  async #unlisten(subscription: Subscription): Promise<void> {
    this.#subscriptions.delete(subscription);
    if (this.#subscriptions.size === 0) await this.#disconnect();
    // Notices of a channel that nobody asks for any more are dropped on arrival: channels are few.
  }

  /** Leaving is never an error: a connection that cannot be ended properly is gone as well. */
  async #disconnect(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    await client?.then((open) => open.end()).catch(() => undefined);
  }

  #connected(): Promise<pg.Client> {
    if (this.#client !== undefined) return this.#client;
    const opening = this.#open(() => this.#client === opening);
    this.#client = opening;
    opening.catch(() => {
      if (this.#client === opening) this.#client = undefined;
    });
    return opening;
  }

  async #open(isCurrent: () => boolean): Promise<pg.Client> {
    const client = this.#connect();
    const probe = setInterval(() => client.query('select').catch(lose), probeEveryMs).unref();
    let live = false;
    const lose = (err: Error) => {
      clearInterval(probe);
      if (!live) return;
      live = false;
      if (isCurrent()) this.#lost(err);
      client.end().catch(() => undefined); // it is broken already, this frees the socket
    };
    client.on('error', lose);
    client.on('end', () => lose(new Error('Connection terminated')));
    client.on('notification', ({ channel, payload }) => {
      for (const one of this.#subscriptions) if (one.channel === channel) one.onNotice(payload ?? '');
    });
    try {
      await client.connect();
      live = true;
      const channels = new Set([...this.#subscriptions].map((one) => one.channel));
      for (const channel of channels) await client.query(`listen ${pg.escapeIdentifier(channel)}`);
    } catch (err) {
      live = false;
      clearInterval(probe);
      client.end().catch(() => undefined); // the first error is the one to tell
      throw err;
    }
    this.#retryMs = firstRetryMs;
    return client;
  }

  #lost(err: Error): void {
    this.#client = undefined;
    this.#onError(err);
    this.#reconnectLater();
  }

  #reconnectLater(): void {
    if (this.#closed || this.#subscriptions.size === 0) return;
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => void this.#reconnect(), this.#retryMs);
    this.#retryMs = Math.min(this.#retryMs * 2, lastRetryMs);
  }

  async #reconnect(): Promise<void> {
    try {
      await this.#connected();
    } catch {
      // The loss has been told once; a server that stays away would only repeat it.
      this.#reconnectLater();
      return;
    }
    for (const one of this.#subscriptions) one.onLost();
  }
}
