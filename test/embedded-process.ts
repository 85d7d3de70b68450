/**
 * Runs an embedded server on the data directory of the first argument until SIGTERM; prints its connection and pid
 * as one line of JSON. Tests start it as a process of its own that they can kill.
 */
import { startEmbedded } from '../src/db/embedded.ts';
import { systemClock } from '../src/kernel/clock.ts';

const silent = { debug() {}, info() {}, warn() {}, error: console.error };
const [, , dataDir = ''] = process.argv;
const server = await startEmbedded({ dataDir, log: silent, clock: systemClock, settings: { fsync: 'off' } });
process.once('SIGTERM', () => void server.stop());
process.stdout.write(`${JSON.stringify({ connection: server.connection, pid: server.pid })}\n`);
