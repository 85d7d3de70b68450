import type { Answer } from '../kernel/http.ts';

/** Something that the receiver did not take. */
export interface Refusal {
  /** Which message of the transmission; absent: all of it. */
  readonly index?: number;
  /** The protocol's own word or number for it. */
  readonly code: string;
  readonly message: string;
}

/** What a receiver said, of protocols that have no HTTP answer. */
export interface Receipt {
  /** Messages that it has confirmed. */
  readonly confirmed: number;
  readonly refusals: readonly Refusal[];
}

/** A receipt travels as the body of an answer whose status is 0. */
export const receiptAnswer = (receipt: Receipt): Answer => ({
  status: 0,
  headers: {},
  body: JSON.stringify(receipt),
});

/** Nothing was taken, for one reason. */
export const refusedWhole = (code: string, message: string): Answer =>
  receiptAnswer({ confirmed: 0, refusals: [{ code, message }] });

export const readReceipt = ({ body }: Answer): Receipt => JSON.parse(body) as Receipt;
