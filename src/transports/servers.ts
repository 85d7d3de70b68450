import { openKafka } from './kafka.ts';
import { openNats } from './nats.ts';
import { openPostgresql } from './postgresql.ts';
import { openRabbitmq } from './rabbitmq.ts';
import { openRedis } from './redis.ts';
import type { ServerTransmission } from './transmission.ts';
import type { Transport } from './transport.ts';

type Servers = {
  readonly [K in ServerTransmission['kind']]: Transport<Extract<ServerTransmission, { kind: K }>>;
};

/** The clients for servers that speak protocols of their own, behind one door. */
export function openServers(): Transport<ServerTransmission> {
  const servers: Servers = {
    kafka: openKafka(),
    nats: openNats(),
    postgresql: openPostgresql(),
    rabbitmq: openRabbitmq(),
    redis: openRedis(),
  };
  return {
    send: (transmission, options) =>
      (servers[transmission.kind] as Transport<ServerTransmission>).send(transmission, options),
    close: async () => {
      await Promise.all(Object.values(servers).map((server) => server.close()));
    },
  };
}
