import classes from './client-mark.module.css';
import { Monogram } from './monogram.tsx';

interface ClientMarkProps {
  readonly name: string;
  readonly logoUrl: string | null;
  /** Pixels. */
  readonly size?: number;
}

/** An application's logo, or its first letters; decoration beside its name. */
export function ClientMark({ name, logoUrl, size = 34 }: ClientMarkProps) {
  if (logoUrl === null) return <Monogram name={name} size={size} shape="square" />;
  return <img className={classes.logo} src={logoUrl} alt="" width={size} height={size} />;
}
