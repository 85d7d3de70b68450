import type { Egress } from '../kernel/egress.ts';
import type { Sender } from './engine/sender.ts';

/** What operations on trails need of the running engine. Built in `app.ts`. */
export interface TrailServices {
  /** Something about a trail has changed (created, resumed, new credential): look at it now. */
  wake(): void;
  /** For tests of a trail, which go the way that its deliveries go. */
  readonly sender: Sender;
  readonly egress: Egress;
  /** Where people reach this Cairn, where the operator has said so. */
  readonly publicUrl?: string;
  /** By destination id: another scheme, host and port that the operator has set. */
  readonly baseUrls: Readonly<Record<string, string>>;
}
