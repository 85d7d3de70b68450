import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface LossyProxy {
  readonly port: number;
  /** Answers that were lost so far. */
  readonly lost: number;
  /** Lets the next data with the mark through to the server, and loses the connection when it answers. */
  loseAnswer(mark: string): void;
  close(): Promise<void>;
}

/** How long the server may go on reading what it was sent when the client is gone. */
const lingerMs = 300;

/** A way to a server of this machine on which an answer can get lost. */
export async function startLossyProxy(serverPort: number): Promise<LossyProxy> {
  const sockets = new Set<Socket>();
  let mark: string | undefined;
  let lost = 0;
  const track = (socket: Socket): void => {
    sockets.add(socket);
    socket.on('error', () => {}).on('close', () => sockets.delete(socket));
  };
  const server = createServer((client) => {
    const upstream = connect(serverPort, '127.0.0.1');
    track(client);
    track(upstream);
    let isArmed = false;
    client.on('data', (data) => {
      if (mark !== undefined && data.includes(mark)) {
        isArmed = true;
        mark = undefined;
      }
      upstream.write(data);
    });
    upstream.on('data', (data) => {
      if (!isArmed) return void client.write(data);
      lost += 1;
      client.destroy();
      setTimeout(() => upstream.destroy(), lingerMs);
    });
    client.on('close', () => !isArmed && upstream.destroy());
    upstream.on('close', () => client.destroy());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    get lost() {
      return lost;
    },
    loseAnswer(text) {
      mark = text;
    },
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}
