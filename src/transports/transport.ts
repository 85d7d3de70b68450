import type { Endpoint, Permits } from '../kernel/dial.ts';
import type { Egress } from '../kernel/egress.ts';
import type { Answer, Failure } from '../kernel/http.ts';

export interface TransportOptions {
  /** For the whole exchange, from name look-up to the last acknowledgement. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
  readonly egress: Egress;
}

/** What is not encrypted goes only where the operator said so: the public internet reads along. */
export const permitsFor = ({ tls }: Pick<Endpoint, 'tls'>, egress: Egress): Permits =>
  tls === undefined ? egress.isListed : egress.permits;

/** A client for one protocol. What the receiver says is an answer with a `Receipt` as its body. */
export interface Transport<T> {
  send(transmission: T, options: TransportOptions): Promise<Answer | Failure>;
  /** Ends the kept connections. */
  close(): Promise<void>;
}
