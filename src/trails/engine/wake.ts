/** A bell that stays rung until somebody hears it, so that no ring is lost between two waits. One listener. */
export class Wake {
  #rung = false;
  #hear: (() => void) | undefined;

  ring(): void {
    this.#rung = true;
    this.#hear?.();
  }

  /** Resolves when the bell rings, `ms` have passed (absent: never), or `signal` aborts. */
  wait(ms: number | undefined, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        this.#hear = undefined;
        this.#rung = false;
        resolve();
      };
      const timer = ms === undefined ? undefined : setTimeout(done, ms);
      signal.addEventListener('abort', done, { once: true });
      this.#hear = done;
      if (this.#rung || signal.aborted) done();
    });
  }
}

/** Resolves after `ms`, or at once when `signal` aborts. */
export const rest = (ms: number, signal: AbortSignal): Promise<void> => new Wake().wait(ms, signal);
