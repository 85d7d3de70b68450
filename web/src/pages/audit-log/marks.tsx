import type { Level, Result } from '../../api/events.ts';
import { useText } from '../../text/text.tsx';
import { Icon, type IconName } from '../../ui/icons.tsx';
import classes from './event-table.module.css';

type Tone = 'quiet' | 'info' | 'warn' | 'bad' | 'good';

interface MarkProps {
  readonly tone: Tone;
  readonly icon: IconName;
  readonly text: string;
}

/** Icon and word, without the frame of a badge: hundreds of frames in a list are noise. */
function Mark({ tone, icon, text }: MarkProps) {
  return (
    <span className={classes.mark} data-tone={tone} title={text}>
      <Icon name={icon} size={15} />
      <span className={classes.clip}>{text}</span>
    </span>
  );
}

const levelLooks: Readonly<Record<Level, readonly [Tone, IconName]>> = {
  information: ['quiet', 'info'],
  notice: ['info', 'bell'],
  warning: ['warn', 'warning'],
  error: ['bad', 'error'],
};

export function LevelMark({ level }: { readonly level: Level }) {
  const t = useText();
  const [tone, icon] = levelLooks[level];
  return <Mark tone={tone} icon={icon} text={t(`level.${level}`)} />;
}

const resultLooks: Readonly<Record<Result, readonly [Tone, IconName]>> = {
  success: ['good', 'check'],
  failed: ['bad', 'close'],
  validation_error: ['warn', 'warning'],
};

export function ResultMark({ result }: { readonly result: Result }) {
  const t = useText();
  const [tone, icon] = resultLooks[result];
  return <Mark tone={tone} icon={icon} text={t(`result.${result}`)} />;
}
