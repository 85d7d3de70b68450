/**
 * The whole way on a fresh data directory: set-up, 10,000 lifelike events while three trails run and one destination
 * fails for a while, `kill -9` of everything in the middle, another start; then the proof that nothing was lost.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CairnProcess } from './demo-check/cairn-process.ts';
import { Ledger } from './demo-check/ledger.ts';
import { prove } from './demo-check/proof.ts';
import { startReceivers } from './demo-check/receivers.ts';
import { createTrails, renewSecret, sendUntil } from './demo-check/story.ts';

const total = 10_000;
const say = (line: string) => console.log(line);

const dataDir = mkdtempSync(join(tmpdir(), 'cairn-check-'));
const receivers = await startReceivers();
const ledger = new Ledger();
const cairn = new CairnProcess(dataDir, receivers.settings);
try {
  say('Starting on a fresh data directory');
  await cairn.start();
  await cairn.setUp();
  const trails = await createTrails(cairn, receivers);
  say('Sending; from event 2,000 on the webhook receiver lets nobody in');
  await sendUntil(cairn, ledger, 2_000);
  receivers.webhook.failing = true;
  await sendUntil(cairn, ledger, 5_000);
  say('kill -9 of Cairn and PostgreSQL while events are being sent');
  const sending = sendUntil(cairn, ledger, 7_000);
  await ledger.reached(5_400);
  cairn.killEverything();
  await cairn.start();
  await sending;
  say(`Started again after ${ledger.acknowledged.size} acknowledged events; the receiver gets a new secret`);
  await sendUntil(cairn, ledger, 8_000);
  receivers.webhook.failing = false;
  await renewSecret(cairn, trails.webhook);
  await sendUntil(cairn, ledger, total);
  await prove({ cairn, ledger, receivers, trails, say });
  say('Everything holds.');
} finally {
  await cairn.stop();
  await receivers.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
