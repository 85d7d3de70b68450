import { needsSetup, setUp } from './access/setup.ts';
import type { Services } from './api/context.ts';
import type { Config } from './config.ts';
import { systemActor } from './ingest/record.ts';

/** Makes the first owner and organization from `CAIRN_ADMIN_*` when there is nobody yet. */
export async function createFirstOwner(config: Config, services: Services): Promise<void> {
  const {
    CAIRN_ADMIN_EMAIL: email,
    CAIRN_ADMIN_PASSWORD: password,
    CAIRN_ORGANIZATION: organization,
  } = config;
  if (email === undefined || password === undefined || organization === undefined) return;
  if (!(await needsSetup(services.database))) return;
  const name = email.split('@')[0] as string;
  await services.change(async (tx, record) => {
    const owner = { organization, name, email, password };
    const made = await setUp(tx, owner, services.clock.now(), null);
    record({
      organizationId: made.organization.id,
      action: 'organization.created',
      actor: systemActor('settings'),
      resources: [{ type: 'organization', id: made.organization.id, name: organization }],
    });
  });
}
