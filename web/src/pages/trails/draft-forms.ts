import type { Destination } from '../../api/trails.ts';
import { checkValues, initialValues, readFields } from '../../form/schema.ts';
import type { TrailDraft } from './draft.ts';

/** The fields of a destination, and what is wrong with the draft's entries. */
export function formsOf(destination: Destination, draft: TrailDraft) {
  const config = readFields(destination.config_schema);
  const secrets = readFields(destination.secrets_schema);
  const values = {
    config: { ...initialValues(config), ...draft.config },
    secrets: { ...initialValues(secrets), ...draft.secrets },
  };
  const faults = {
    config: checkValues(config, values.config),
    secrets: checkValues(secrets, values.secrets),
  };
  return { config, secrets, values, faults, isComplete: faults.config.size + faults.secrets.size === 0 };
}

/** What each step of the wizard gets. */
export interface StepProps {
  readonly orgId: string;
  readonly draft: TrailDraft;
  readonly change: (patch: Partial<TrailDraft>) => void;
}
