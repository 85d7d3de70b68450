import { totalmem } from 'node:os';

const megabyte = 1024 * 1024;

/** Memory of this machine or of the container around it, in MB. */
function memoryMb(): number {
  const limit = process.constrainedMemory();
  const total = totalmem();
  return Math.floor((limit > 0 ? Math.min(limit, total) : total) / megabyte);
}

/** A quarter of memory is PostgreSQL's own advice; the limit leaves the rest to the system's cache, where the log is read from. */
const sharedBuffersMb = (memory: number): number => Math.max(32, Math.min(1024, Math.floor(memory / 4)));

/**
 * What the embedded server runs with. Reasons and measurements: docs/decisions/0002-embedded-postgresql.md.
 */
export function serverSettings(): Record<string, string> {
  const memory = memoryMb();
  return {
    // An acknowledged event is on disk.
    fsync: 'on',
    synchronous_commit: 'on',
    // Recovery replays what was written since the last checkpoint, which begins at half of this: 1 GB took 5 s, 6 GB
    // took 25 s. Less WAL means more checkpoints, and with each the full images of all pages that change.
    max_wal_size: '2GB',
    min_wal_size: '256MB',
    wal_compression: 'pglz', // the build has neither lz4 nor zstd
    shared_buffers: `${sharedBuffersMb(memory)}MB`,
    effective_cache_size: `${Math.max(64, Math.floor(memory / 2))}MB`,
    work_mem: '16MB',
    maintenance_work_mem: '128MB',
    // Short queries only: compiling costs more than it saves.
    jit: 'off',
    // Flash is what people have.
    random_page_cost: '1.1',
    max_connections: '60',
    // Small tables (heads, leases, positions) are updated without pause.
    autovacuum_naptime: '15s',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // Neither statements nor details: both hold people's data.
    log_min_messages: 'warning',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_checkpoints: 'off',
    log_autovacuum_min_duration: '-1',
    log_line_prefix: '',
    logging_collector: 'off',
    log_destination: 'stderr',
    lc_messages: 'C',
  };
}
