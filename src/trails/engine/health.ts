import type { JsonObject } from '../../event/event.ts';
import { systemActor } from '../../ingest/record.ts';
import type { EnginePorts } from './ports.ts';
import type { Health, Held } from './settle.ts';

/** A receiver that is merely down gets this long before the owners hear of it. */
const quietMs = 600_000;

/** After this long with nothing but failures a trail is paused. It loses nothing by that. */
export const giveUpMs = 5 * 86_400_000;

/** How a trail is called in records of its health. */
export interface Named extends Held {
  readonly name: string;
  readonly destination: string;
}

/** A failure of the trail as a whole. */
export interface Trouble {
  readonly reason: string;
  /** Waiting does not help: a credential or a setting must be changed. */
  readonly needsPerson: boolean;
}

/** Tells owners about a trail that fails, once, and when it works again; pauses one that fails for days. */
export class HealthWatch {
  readonly #trail: Named;
  readonly #ports: EnginePorts;
  #isTold: boolean;

  constructor(trail: Named, ports: EnginePorts, told: boolean) {
    this.#trail = trail;
    this.#ports = ports;
    this.#isTold = told;
  }

  /** After a settled success. */
  async succeeded(): Promise<void> {
    if (!this.#isTold) return;
    this.#isTold = false;
    await this.#record('trail.recovered', {});
  }

  /** After a settled failure. True when the trail was paused over it. */
  async failed(health: Health, trouble: Trouble): Promise<boolean> {
    const nowMs = this.#ports.clock.now();
    const sinceMs = nowMs - (health.failingSince?.getTime() ?? nowMs);
    if (!this.#isTold && (trouble.needsPerson || sinceMs >= quietMs)) await this.#tell(trouble);
    return sinceMs >= giveUpMs && (await this.#pause(trouble));
  }

  /** Once over all processes and restarts: the row says whether it was done. */
  async #tell({ reason }: Trouble): Promise<void> {
    const { organizationId, trailId, fence } = this.#trail;
    const { database, clock } = this.#ports;
    const { rowCount } = await database.query(
      `update trail_progress set told_at = $4
       where organization_id = $1 and trail_id = $2 and fence = $3 and told_at is null`,
      [organizationId, trailId, fence, new Date(clock.now())],
    );
    this.#isTold = true;
    if (rowCount === 0 || (await this.#record('trail.failing', { reason }))) return;
    // Not recorded, so not told: the next failure tries again.
    this.#isTold = false;
    await database.query(
      `update trail_progress set told_at = null where organization_id = $1 and trail_id = $2 and fence = $3`,
      [organizationId, trailId, fence],
    );
  }

  async #pause({ reason }: Trouble): Promise<boolean> {
    const { organizationId, trailId } = this.#trail;
    const { rowCount } = await this.#ports.database.query(
      `update trails set paused_at = $3, pause_reason = 'failing'
       where organization_id = $1 and id = $2 and paused_at is null`,
      [organizationId, trailId, new Date(this.#ports.clock.now())],
    );
    if (rowCount === 1) await this.#record('trail.paused', { reason });
    return true;
  }

  /** False when the log did not take it: a trail goes on delivering even then. */
  async #record(
    action: 'trail.failing' | 'trail.recovered' | 'trail.paused',
    details: JsonObject,
  ): Promise<boolean> {
    const { organizationId, trailId, name, destination } = this.#trail;
    try {
      await this.#ports.record({
        organizationId,
        action,
        actor: systemActor('trail'),
        resources: [{ type: 'trail', id: trailId, name }],
        complement: { name, id: trailId, destination, ...details },
      });
      return true;
    } catch (err) {
      this.#ports.log.warn({ err, trailId, action }, 'a change of health could not be recorded');
      return false;
    }
  }
}
