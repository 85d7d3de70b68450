import { useText } from '../../text/text.tsx';
import { Icon, type IconName } from '../../ui/icons.tsx';
import classes from './trails.module.css';

/** What a trail does, as a picture: from the log through a rule to a receiver. */
export function FlowPicture() {
  const t = useText();
  const stops: readonly (readonly [IconName, string])[] = [
    ['log', t('trails.flow.log')],
    ['filter', t('trails.flow.rule')],
    ['send', t('trails.flow.destination')],
  ];
  return (
    <ol className={classes.flow}>
      {stops.map(([icon, label]) => (
        <li key={icon}>
          <span className={classes.flowMark}>
            <Icon name={icon} size={22} />
          </span>
          {label}
        </li>
      ))}
    </ol>
  );
}
