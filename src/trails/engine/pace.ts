import type { Clock } from '../../kernel/clock.ts';
import { rest } from './wake.ts';

/** Keeps the requests of one trail, of whatever lane, apart by what its destination asks for. */
export class Pace {
  readonly #clock: Clock;
  readonly #paceMs: number;
  #lastMs = Number.NEGATIVE_INFINITY;

  constructor(clock: Clock, paceMs: number) {
    this.#clock = clock;
    this.#paceMs = paceMs;
  }

  /** When the last request went out, in milliseconds; long ago where there was none. */
  get lastMs(): number {
    return this.#lastMs;
  }

  /** Resolves when the next request may go out, or at once when `signal` aborts. */
  async wait(signal: AbortSignal): Promise<void> {
    for (;;) {
      const leftMs = this.#lastMs + this.#paceMs - this.#clock.now();
      if (leftMs <= 0 || signal.aborted) return;
      await rest(leftMs, signal);
    }
  }

  /** A request goes out now. */
  mark(): void {
    this.#lastMs = this.#clock.now();
  }
}
