import type { Token } from '../../destinations/destination.ts';
import type { Clock } from '../../kernel/clock.ts';
import { type Answer, type Failure, isFailure, type Outgoing } from '../../kernel/http.ts';
import { isHttp, type Transmission } from '../../transports/transmission.ts';
import type { Target } from './encoder.ts';
import type { Sender } from './sender.ts';

/** A token is replaced this long before it ends, or a tenth of its life before, whichever is less. */
const earlyMs = 300_000;

interface Kept {
  readonly token: string;
  /** From here on another one is asked for. */
  readonly untilMs: number;
}

/**
 * Sends for one trail, with an access token where its destination asks for one. The token lives here and nowhere
 * else: not in what is shown of a request, not in a log. A trail whose credential was changed gets a new sender.
 */
export class TrailSender {
  readonly #target: Target;
  readonly #sender: Sender;
  readonly #clock: Clock;
  #kept: Kept | undefined;
  #asking: Promise<Kept | Failure> | undefined;

  constructor(target: Target, { sender, clock }: { sender: Sender; clock: Clock }) {
    this.#target = target;
    this.#sender = sender;
    this.#clock = clock;
  }

  /** Sends once; twice only where a kept token was answered 401 and a new one was to be had. */
  async send(transmission: Transmission, signal?: AbortSignal): Promise<Answer | Failure> {
    const { destination } = this.#target;
    if (!isHttp(transmission) || this.#ask() === undefined) {
      return this.#sender.send(destination.id, transmission, signal);
    }
    const kept = this.#current();
    const token = kept ?? (await this.#renewed());
    if ('failure' in token) return token;
    const result = await this.#sendWith(token, transmission, signal);
    if (isFailure(result) || result.status !== 401) return result;
    if (this.#kept === token) this.#kept = undefined;
    if (kept === undefined) return result; // it was fresh: another one would fare no better
    const fresh = this.#current() ?? (await this.#renewed());
    return 'failure' in fresh ? fresh : this.#sendWith(fresh, transmission, signal);
  }

  #ask(): Outgoing | undefined {
    const { destination, config, secrets } = this.#target;
    return destination.token?.ask(config, secrets, new Date(this.#clock.now()));
  }

  #current(): Kept | undefined {
    return this.#kept !== undefined && this.#clock.now() < this.#kept.untilMs ? this.#kept : undefined;
  }

  #sendWith({ token }: Kept, outgoing: Outgoing, signal?: AbortSignal): Promise<Answer | Failure> {
    const headers = { ...outgoing.headers, authorization: `Bearer ${token}` };
    return this.#sender.send(this.#target.destination.id, { ...outgoing, headers }, signal);
  }

  /** One request for a token at a time, whoever asks; it is not given up with the delivery that wanted it. */
  #renewed(): Promise<Kept | Failure> {
    this.#asking ??= this.#askAnew().finally(() => {
      this.#asking = undefined;
    });
    return this.#asking;
  }

  async #askAnew(): Promise<Kept | Failure> {
    const { destination } = this.#target;
    const request = this.#ask();
    if (request === undefined || destination.token === undefined)
      throw new Error('no token is to be asked for');
    const answer = await this.#sender.ask(destination.id, request);
    if (isFailure(answer)) return answer;
    const nowMs = this.#clock.now();
    const read = destination.token.read(answer, nowMs);
    if ('token' in read) {
      this.#kept = kept(read, nowMs);
      return this.#kept;
    }
    return { failure: read.kind === 'retry' ? 'unavailable' : 'unauthorized', reason: read.reason };
  }
}

const kept = ({ token, expiresAtMs }: Token, nowMs: number): Kept => ({
  token,
  untilMs: expiresAtMs - Math.min(earlyMs, (expiresAtMs - nowMs) / 10),
});
