import type { LogRow } from '../../log/read.ts';
import { Batcher } from './batcher.ts';
import { DeliveryLane, type LaneOptions } from './delivery.ts';
import { storedEvent } from './stored-event.ts';
import type { Wake } from './wake.ts';

const pageRows = 500;

export interface ResendOptions extends Omit<LaneOptions, 'lane'> {
  /** Rings when somebody asked for dead letters to be sent again. */
  readonly wake: Wake;
}

/** Sends dead letters again, beside the live deliveries and without touching the position. */
export class ResendLane {
  readonly #options: ResendOptions;
  readonly #lane: DeliveryLane;

  constructor(options: ResendOptions) {
    this.#options = options;
    this.#lane = new DeliveryLane({ ...options, lane: 'resend' });
  }

  /** Runs until the trail stops. Looks once at the start: a request may have come while nobody ran. */
  async run(): Promise<void> {
    const { stopping, wake } = this.#options;
    while (!stopping.aborted) {
      const rows = await this.#asked();
      if (rows.length === 0) await wake.wait(undefined, stopping);
      else await this.#send(rows);
    }
  }

  async #asked(): Promise<LogRow[]> {
    const { organizationId, trailId } = this.#options.held;
    const { rows } = await this.#options.ports.database.query<{ seq: number; event: string }>(
      `select seq, event from dead_letters
       where organization_id = $1 and trail_id = $2 and resend_at is not null order by seq limit $3`,
      [organizationId, trailId, pageRows],
    );
    return rows;
  }

  async #send(rows: readonly LogRow[]): Promise<void> {
    const { encoder, ports } = this.#options;
    const now = new Date(ports.clock.now());
    const batcher = new Batcher(encoder.limits, encoder.framing, 0);
    for (const row of rows) {
      const event = encoder.encode(storedEvent(row), now);
      if (batcher.isTooLarge(event.bytes)) {
        await this.#lane.bury(
          event,
          `the event takes ${event.bytes} bytes, more than this destination accepts`,
        );
        continue;
      }
      if (batcher.isFullFor(event.bytes)) await this.#lane.deliver(batcher.take());
      batcher.add(event);
    }
    if (batcher.size > 0) await this.#lane.deliver(batcher.take());
  }
}
