import { Icon, type IconName } from '../../ui/icons.tsx';
import classes from './trails.module.css';

const icons: Readonly<Record<string, IconName>> = {
  datadog: 'bars',
  webhook: 'plug',
  syslog: 'log',
  slack: 'bell',
  amazon_s3: 'table',
};

/** A tile that stands for a destination; decoration beside its name. */
export function DestinationMark({ id, size = 32 }: { readonly id: string; readonly size?: number }) {
  return (
    <span className={classes.mark} style={{ width: size, height: size }} aria-hidden="true">
      <Icon name={icons[id] ?? 'send'} size={Math.round(size * 0.56)} />
    </span>
  );
}
