import { createEgress } from '../../src/kernel/egress.ts';
import { openSender, type Sender } from '../../src/trails/engine/sender.ts';

/** A sender that leads one destination's requests, and those for its tokens, to servers of a test. */
export const senderTo = (
  destination: string,
  url: string,
  { authUrl, timeoutMs = 2_000 }: { authUrl?: string | undefined; timeoutMs?: number } = {},
): Sender =>
  openSender({
    egress: createEgress(['127.0.0.0/8']),
    baseUrls: { [destination]: url },
    ...(authUrl === undefined ? {} : { authUrls: { [destination]: authUrl } }),
    nowMs: () => Date.now(),
    timeoutMs,
  });
