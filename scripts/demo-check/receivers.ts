import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:net';
import { type DatadogIntake, startDatadogIntake } from '../../test/fakes/datadog-intake.ts';
import { startWebhookReceiver, type WebhookReceiver } from '../../test/fakes/webhook-receiver.ts';
import { poison } from './story.ts';

export interface Receivers {
  readonly datadog: DatadogIntake;
  readonly webhook: WebhookReceiver & { failing: boolean };
  readonly syslog: { readonly port: number; readonly lines: readonly string[] };
  /** Settings that point Cairn at them. */
  readonly settings: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/** Cuts a stream into octet-counted frames (RFC 6587, section 3.4.1). */
class Frames {
  private bytes = Buffer.alloc(0);

  *push(chunk: Buffer): Generator<string> {
    this.bytes = Buffer.concat([this.bytes, chunk]);
    for (;;) {
      const space = this.bytes.indexOf(0x20);
      const length = Number(this.bytes.subarray(0, Math.max(0, space)).toString());
      if (space < 0 || this.bytes.length < space + 1 + length) return;
      yield this.bytes.subarray(space + 1, space + 1 + length).toString();
      this.bytes = this.bytes.subarray(space + 1 + length);
    }
  }
}

async function startSyslog(): Promise<{ server: Server; port: number; lines: string[] }> {
  const lines: string[] = [];
  const server = createServer((socket) => {
    const frames = new Frames();
    socket.on('data', (chunk: Buffer) => lines.push(...frames.push(chunk)));
    // The sender may be killed in the middle of a frame.
    socket.on('error', () => socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, port: (server.address() as AddressInfo).port, lines };
}

/** Three receivers on this machine: one that can fail for a while, and that refuses the poisoned events for good. */
export async function startReceivers(): Promise<Receivers> {
  const datadog = await startDatadogIntake();
  const webhook = Object.assign(await startWebhookReceiver(), { failing: false });
  webhook.failWhen(({ body }) => {
    if (webhook.failing) return { status: 401 };
    return body.includes(poison) ? { status: 400, body: 'this event is not for us' } : undefined;
  });
  const syslog = await startSyslog();
  return {
    datadog,
    webhook,
    syslog,
    settings: {
      CAIRN_ALLOW_PRIVATE_NETWORKS: '127.0.0.0/8',
      CAIRN_DESTINATION_DATADOG_BASE_URL: datadog.url,
    },
    async stop() {
      syslog.server.close();
      await Promise.all([datadog.close(), webhook.close()]);
    },
  };
}
