import type { Logger } from '../kernel/log.ts';

export interface LoopOptions {
  readonly name: string;
  readonly log: Logger;
  /** Turns that are asked for by nobody. */
  readonly everyMs: number;
  /** One turn. Gives how long to wait before the next may begin; `undefined` waits for a wake or `everyMs`. */
  work(signal: AbortSignal): Promise<number | undefined>;
}

/** Work that is done again and again, one turn at a time. A turn that fails is logged and tried later. */
export class Loop {
  private readonly options: LoopOptions;
  private readonly stopped = new AbortController();
  private timer: NodeJS.Timeout | null = null;
  private turn: Promise<void> | null = null;
  private again = false;

  constructor(options: LoopOptions) {
    this.options = options;
    this.schedule(0);
  }

  /** Asks for a turn soon; during a turn, for another one after it. */
  wake(): void {
    if (this.turn !== null) this.again = true;
    else if (this.timer !== null && !this.paused) this.schedule(0);
  }

  /** Waits for the turn that runs. */
  async stop(): Promise<void> {
    this.stopped.abort();
    if (this.timer !== null) clearTimeout(this.timer);
    await this.turn;
  }

  /** True while a turn's own pause runs, which a wake does not cut short. */
  private paused = false;

  private schedule(ms: number): void {
    if (this.timer !== null) clearTimeout(this.timer);
    if (this.stopped.signal.aborted) return;
    this.timer = setTimeout(() => {
      this.turn = this.run();
    }, ms);
  }

  private async run(): Promise<void> {
    this.again = false;
    this.paused = false;
    let pauseMs: number | undefined;
    try {
      pauseMs = await this.options.work(this.stopped.signal);
    } catch (err) {
      this.options.log.warn({ err }, `${this.options.name}: a turn failed; tried again later`);
    }
    this.turn = null;
    this.paused = pauseMs !== undefined;
    this.schedule(pauseMs ?? (this.again ? 0 : this.options.everyMs));
  }
}
