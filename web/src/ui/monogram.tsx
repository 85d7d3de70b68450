import classes from './monogram.module.css';

/** Two letters of a name; one character of a name that is not in Latin letters. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/u);
  const first = [...(words[0] ?? '')][0] ?? '?';
  if (!/\p{Script=Latin}/u.test(first)) return first;
  const last = words.length > 1 ? ([...(words.at(-1) ?? '')][0] ?? '') : '';
  return (first + last).toUpperCase();
}

interface MonogramProps {
  readonly name: string;
  /** Pixels. */
  readonly size?: number;
  /** People are round, organizations square. */
  readonly shape?: 'round' | 'square';
}

/** A name's first letters in a tile; decoration beside the name itself. */
export function Monogram({ name, size = 32, shape = 'round' }: MonogramProps) {
  return (
    <span
      className={classes.tile}
      data-shape={shape}
      style={{ width: size, height: size }}
      aria-hidden="true"
    >
      {initials(name)}
    </span>
  );
}
