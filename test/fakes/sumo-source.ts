import { type Received, type Receiver, type Reply, startReceiver } from './receiver.ts';

export interface SumoSource extends Receiver {
  /** Messages as kept, in the order of arrival, repeats included; one over 64 KB lies in pieces. */
  readonly messages: string[];
  /** Headers of the last request that was taken. */
  readonly metadata: Readonly<Record<string, string>>;
  /** Codes of the addresses that are let in. */
  readonly codes: Set<string>;
}

/** https://help.sumologic.com/docs/send-data/hosted-collectors/http-source/logs-metrics/ */
const rules = { bytes: 1_000_000, messageBytes: 65_536 };

/** An HTTP Logs and Metrics source of Sumo Logic, without detection of multiple lines. */
export async function startSumoSource(): Promise<SumoSource> {
  const messages: string[] = [];
  const codes = new Set(['sumo-code']);
  const state: { metadata: Record<string, string> } = { metadata: {} };

  const take = (request: Received): Reply => {
    const code = /^\/receiver\/v1\/http\/(.+)$/.exec(request.path)?.[1];
    if (code === undefined || !codes.has(code)) return { status: 401, body: '' };
    if (request.method !== 'POST') return { status: 405, body: '' };
    if (request.bytes > rules.bytes) return { status: 413, body: '' };
    const pairs = Object.entries(request.headers).filter(([name]) => name.startsWith('x-sumo-'));
    state.metadata = Object.fromEntries(pairs.map(([name, value]) => [name, String(value)]));
    for (const line of request.body.split('\n').filter((each) => each !== '')) {
      const bytes = Buffer.from(line);
      for (let at = 0; at < bytes.length; at += rules.messageBytes) {
        messages.push(bytes.subarray(at, at + rules.messageBytes).toString());
      }
    }
    return { status: 200, body: '' };
  };

  const receiver = await startReceiver(take);
  return Object.defineProperties(receiver, {
    messages: { value: messages },
    codes: { value: codes },
    metadata: { get: () => state.metadata },
  }) as SumoSource;
}
