import { startDatadogIntake } from '../test/fakes/datadog-intake.ts';

// A Datadog intake in a process of its own, as a receiver is; tells its parent the port and then each batch.
const intake = await startDatadogIntake({
  keys: ['bench'],
  keep: false,
  onLogs: (logs) => {
    const seqs =
      process.argv[2] === 'seqs'
        ? logs.map(({ message }) => (JSON.parse(message) as { seq: number }).seq)
        : [];
    process.send?.({ atMs: Date.now(), count: logs.length, seqs });
  },
});
process.send?.({ port: intake.port });
process.on('disconnect', () => void intake.close());
