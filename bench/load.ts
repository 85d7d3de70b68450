/**
 * A load generator that costs little: requests are made before, written to keep-alive sockets, and of the answers
 * only the status and the length are read. Runs as a process of its own; started with `fork`, told by a message.
 */
import { connect, type Socket } from 'node:net';
import { lifelikeEvents } from './lifelike-events.ts';

export interface LoadOrder {
  readonly port: number;
  readonly path: string;
  readonly token: string;
  readonly batch: number;
  readonly connections: number;
  readonly seconds: number;
}

export interface LoadFigures {
  readonly eventsPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly errors: number;
}

const bodies = 256;
const note = 'The title was changed by its owner after a review. '.repeat(3);

/** Requests with events of about 1 KB, without ids: Cairn makes them. */
function makeRequests({ path, token, batch, port }: LoadOrder): Buffer[] {
  const make = lifelikeEvents(5);
  const event = (n: number) => {
    const { id: _, ...body } = make(n, Date.now());
    return { ...body, complement: { note } };
  };
  return Array.from({ length: bodies }, (_, index) => {
    const events = Array.from({ length: batch }, (_event, n) => event(index * batch + n));
    const body = Buffer.from(JSON.stringify(batch === 1 ? events[0] : { events }));
    const head = `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\nauthorization: Bearer ${token}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n`;
    return Buffer.concat([Buffer.from(head), body]);
  });
}

/** Reads answers off a socket one after the other, and calls back with each status. */
function readAnswers(socket: Socket, onAnswer: (status: number) => void): void {
  let kept = Buffer.alloc(0);
  socket.on('data', (chunk) => {
    kept = kept.length === 0 ? chunk : Buffer.concat([kept, chunk]);
    for (;;) {
      const end = kept.indexOf('\r\n\r\n');
      if (end < 0) return;
      const head = kept.toString('latin1', 0, end);
      const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0);
      if (kept.length < end + 4 + length) return;
      kept = kept.subarray(end + 4 + length);
      onAnswer(Number(head.slice(9, 12)));
    }
  });
}

async function run(order: LoadOrder): Promise<LoadFigures> {
  const requests = makeRequests(order);
  const latencies: number[] = [];
  let next = 0;
  let stored = 0;
  let errors = 0;
  const started = performance.now();
  const endAt = started + order.seconds * 1000;
  await Promise.all(
    Array.from({ length: order.connections }, async () => {
      const socket = connect(order.port, '127.0.0.1').setNoDelay();
      let sentAt = performance.now();
      const send = () => {
        sentAt = performance.now();
        socket.write(requests[next++ % requests.length] as Buffer);
      };
      await new Promise<void>((resolve) => {
        readAnswers(socket, (status) => {
          const now = performance.now();
          latencies.push(now - sentAt);
          if (status >= 200 && status < 300) stored += order.batch;
          else errors++;
          if (now < endAt) send();
          else socket.end(resolve);
        });
        send();
      });
    }),
  );
  const seconds = (performance.now() - started) / 1000;
  latencies.sort((a, b) => a - b);
  const at = (share: number) => latencies[Math.floor((latencies.length - 1) * share)] ?? 0;
  return { eventsPerSecond: stored / seconds, p50Ms: at(0.5), p99Ms: at(0.99), errors };
}

process.once('message', async (order: LoadOrder) => {
  process.send?.(await run(order));
  process.disconnect();
});
