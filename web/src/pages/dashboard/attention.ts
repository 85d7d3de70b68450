import type { ApiToken } from '../../api/api-tokens.ts';
import type { Overview } from '../../api/overview.ts';
import type { Trail } from '../../api/trails.ts';

/** One line of the list of what somebody should look at. */
export type AttentionItem =
  | { readonly kind: 'failing'; readonly trail: Trail }
  | { readonly kind: 'lagging'; readonly trail: Trail }
  | { readonly kind: 'dead-letters'; readonly count: number }
  | {
      readonly kind: 'token';
      readonly token: ApiToken;
      readonly expiresAt: string;
      readonly isOver: boolean;
    };

/** A trail that is up to date delivers within a second; five minutes behind is worth a look. */
const lagSeconds = 300;
/** Time enough to renew a token in peace. */
const tokenWarningMs = 14 * 86_400_000;
/** Expired longer ago than this, a token is nobody's concern any more. */
const tokenForgottenMs = 7 * 86_400_000;

interface Facts {
  readonly now: number;
  readonly overview: Overview | undefined;
  readonly trails: readonly Trail[];
  readonly tokens: readonly ApiToken[];
}

/** What needs attention, the worst first. */
export function attentionItems({ now, overview, trails, tokens }: Facts): AttentionItem[] {
  const failing = trails.filter(({ status }) => status === 'failing');
  const lagging = trails.filter(({ status, lag_seconds }) => status === 'active' && lag_seconds > lagSeconds);
  const deadLetters = overview?.dead_letters ?? 0;
  const ending = tokens.flatMap((token): AttentionItem[] => {
    if (token.expires_at === null) return [];
    const left = Date.parse(token.expires_at) - now;
    if (left > tokenWarningMs || left < -tokenForgottenMs) return [];
    return [{ kind: 'token', token, expiresAt: token.expires_at, isOver: left <= 0 }];
  });
  return [
    ...failing.map((trail): AttentionItem => ({ kind: 'failing', trail })),
    ...(deadLetters > 0 ? [{ kind: 'dead-letters', count: deadLetters } as const] : []),
    ...lagging.map((trail): AttentionItem => ({ kind: 'lagging', trail })),
    ...ending,
  ];
}

/** What the trail says of its last failure, whichever form it has. */
export function lastErrorText({ last_error }: Trail): string {
  if (last_error === null) return '';
  return typeof last_error === 'string' ? last_error : (last_error.message ?? last_error.code ?? '');
}
