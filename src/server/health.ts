import type { FastifyInstance } from 'fastify';
import type { Registry } from 'prom-client';

export interface HealthOptions {
  /** Resolves when the database answers. */
  readonly ping: () => Promise<void>;
  readonly stopping: AbortSignal;
  readonly metrics: Registry;
}

/** `/healthz`: the process lives. `/readyz`: it can store events, and is not stopping. `/metrics`: for Prometheus. */
export function serveHealth(server: FastifyInstance, { ping, stopping, metrics }: HealthOptions): void {
  server.get('/healthz', { logLevel: 'silent' }, async () => ({ status: 'ok' }));
  server.get('/readyz', { logLevel: 'silent' }, async (_request, reply) => {
    if (stopping.aborted) return reply.code(503).send({ status: 'stopping' });
    try {
      await ping();
      return { status: 'ready' };
    } catch {
      // Why is in the log of the pool; a probe only needs the status.
      return reply.code(503).send({ status: 'database unavailable' });
    }
  });
  server.get('/metrics', { logLevel: 'silent' }, async (_request, reply) =>
    reply.type(metrics.contentType).send(await metrics.metrics()),
  );
}
