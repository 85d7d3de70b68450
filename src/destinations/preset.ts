import type { Format } from '../event/format/format.ts';

/** A receiver that takes what one of the destinations sends: the destination with its fields filled in. */
export interface Preset {
  readonly id: string;
  readonly name: string;
  /** Of the destination that does the sending. */
  readonly destination: string;
  readonly description: string;
  /** The receiver's own documentation. */
  readonly docs: string;
  /** Valid as it is; what is an example in it (a region, an id) is for people to change. */
  readonly config: Readonly<Record<string, string | number | boolean>>;
  /** What to put into which secret. */
  readonly secrets: Readonly<Record<string, string>>;
  /** Absent: the destination's natural one. */
  readonly format?: Format;
}
