import { useCallback, useState } from 'react';
import type { FormValues } from '../../form/schema.ts';

export type StartKind = 'now' | 'day' | 'beginning' | 'time';

/** A trail that is being made. */
export interface TrailDraft {
  readonly name: string;
  readonly rule: string;
  readonly destination: string | undefined;
  /** The preset that filled the settings in. */
  readonly preset: string | undefined;
  /** Absent: the destination's natural one. */
  readonly format: string | undefined;
  readonly config: FormValues;
  /** Kept in memory only: credentials do not belong into the browser's storage. */
  readonly secrets: FormValues;
  readonly start: StartKind;
  /** `2026-11-01 14:30`, for the start `time`. */
  readonly startAt: string;
}

const empty: TrailDraft = {
  name: '',
  rule: '',
  destination: undefined,
  preset: undefined,
  format: undefined,
  config: {},
  secrets: {},
  start: 'now',
  startAt: '',
};

const keyOf = (orgId: string): string => `cairn.trail-draft.${orgId}`;

function stored(orgId: string): TrailDraft {
  try {
    const found: unknown = JSON.parse(sessionStorage.getItem(keyOf(orgId)) ?? '{}');
    return { ...empty, ...(found as Partial<TrailDraft>) };
  } catch {
    // Storage may be blocked or hold something else; the draft then starts empty.
    return empty;
  }
}

/** The draft of this tab: a reload loses nothing but the secrets. */
export function useTrailDraft(orgId: string, rule: string | undefined) {
  const [draft, setDraft] = useState<TrailDraft>(() => {
    const found = stored(orgId);
    return rule === undefined ? found : { ...found, rule };
  });
  const change = useCallback(
    (patch: Partial<TrailDraft>) =>
      setDraft((before) => {
        const next = { ...before, ...patch };
        const { secrets: _, ...kept } = next;
        try {
          sessionStorage.setItem(keyOf(orgId), JSON.stringify(kept));
        } catch {
          // Storage may be blocked; the draft then lasts as long as the page.
        }
        return next;
      }),
    [orgId],
  );
  const forget = useCallback(() => {
    try {
      sessionStorage.removeItem(keyOf(orgId));
    } catch {
      // Storage may be blocked; there is nothing to forget then.
    }
  }, [orgId]);
  return { draft, change, forget };
}
