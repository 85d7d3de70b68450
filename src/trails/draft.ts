import { uuidv7 } from '../kernel/ids.ts';
import { type TestResult, testTrail } from './test-event.ts';
import {
  checkAddress,
  checkFormat,
  checkSettings,
  knownDestination,
  merged,
  type Settings,
} from './trail-fields.ts';
import type { TrailPorts } from './trails.ts';

/** A trail that is not made yet, as far as a test needs it. */
export interface Draft {
  readonly name: string;
  readonly destination: string;
  readonly config: Settings;
  readonly secrets: Settings;
  readonly format?: string | undefined;
}

export interface DraftResult extends TestResult {
  /** Secrets that Cairn made because none were given: to be sent along when the trail is made. */
  readonly made: Readonly<Record<string, string>>;
}

/**
 * Sends one marked event with settings that are stored nowhere, so that a trail can be tried before it begins.
 * @throws CairnError `request.invalid`, `address.forbidden`
 */
export async function testDraft(
  { clock, trails }: Pick<TrailPorts, 'clock' | 'trails'>,
  organizationId: string,
  { name, destination: id, ...given }: Draft,
): Promise<DraftResult> {
  const destination = knownDestination(id);
  const format = checkFormat(destination, given.format);
  const asked = merged({}, given.secrets);
  const made = Object.entries(destination.makeSecrets?.() ?? {}).filter(([key]) => !(key in asked));
  const all = { ...Object.fromEntries(made), ...asked };
  const { config, secrets } = checkSettings(destination, given.config, all);
  await checkAddress(destination, { config, secrets }, trails);
  const target = { trailId: uuidv7(clock.now()), destination, format, config, secrets };
  const result = await testTrail(
    { sender: trails.sender, clock, publicUrl: trails.publicUrl },
    { organizationId, name, target },
  );
  return { ...result, made: Object.fromEntries(made.map(([key, value]) => [key, String(value)])) };
}
