import { randomUUID } from 'node:crypto';
import type { Config } from './config.ts';
import { createEgress } from './kernel/egress.ts';
import type { EnginePorts } from './trails/ports.ts';
import { openSender } from './trails/sender.ts';
import { Supervisor } from './trails/supervisor.ts';
import type { TrailServices } from './trails/trail-services.ts';
import type { Vault } from './vault/vault.ts';

export interface StartTrails extends Omit<EnginePorts, 'random' | 'sender'> {
  readonly config: Pick<Config, 'CAIRN_ALLOW_PRIVATE_NETWORKS' | 'destinationBaseUrls'>;
  readonly vault: Vault;
}

/** The running engine of trails, and what operations need of it. */
export interface Trails extends TrailServices {
  /** Lets requests under way end, gives the leases back, closes connections. */
  stop(): Promise<void>;
}

/** Starts this process's share of all trails. */
export async function startTrails({ config, vault, ...ports }: StartTrails): Promise<Trails> {
  const egress = createEgress(config.CAIRN_ALLOW_PRIVATE_NETWORKS);
  const baseUrls = config.destinationBaseUrls;
  const sender = openSender({ egress, baseUrls, nowMs: () => ports.clock.now() });
  const supervisor = new Supervisor({ ...ports, vault, sender, random: Math.random, holder: randomUUID() });
  await supervisor.start();
  return {
    wake: () => supervisor.wake(),
    sender,
    egress,
    baseUrls,
    async stop() {
      await supervisor.stop();
      await sender.close();
    },
  };
}
