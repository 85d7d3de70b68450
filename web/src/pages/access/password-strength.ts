export type Strength =
  | { readonly kind: 'empty' }
  | { readonly kind: 'short'; readonly missing: number }
  | { readonly kind: 'weak' | 'fair' | 'strong' };

/** The server asks for this many. */
const leastLength = 12;

const common = /password|passwort|motdepasse|qwert|azerty|12345|abcde|cairn|letmein|welcome|admin/giu;
const runs = /(.)\1{2,}|(.{2,4})\2{2,}/gu;

/**
 * A rough idea of how long guessing takes: different characters after well-known words and repetitions are
 * taken away. Only a hint beside the field; the length is the rule.
 */
export function passwordStrength(password: string): Strength {
  const length = [...password].length;
  if (length === 0) return { kind: 'empty' };
  if (length < leastLength) return { kind: 'short', missing: leastLength - length };
  const rest = password.replace(common, '').replace(runs, '$1');
  const classes = [/\p{Ll}/u, /\p{Lu}/u, /\p{N}/u, /[^\p{L}\p{N}]/u, /\p{Lo}/u].filter((each) =>
    each.test(rest),
  );
  const score = Math.min([...rest].length, new Set(rest).size * 2) + 2 * (classes.length - 1);
  if (score < 14) return { kind: 'weak' };
  return { kind: score < 20 ? 'fair' : 'strong' };
}
