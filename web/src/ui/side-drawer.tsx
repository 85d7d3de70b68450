import { Drawer, Group } from '@mantine/core';
import type { KeyboardEvent, ReactNode } from 'react';
import { useText } from '../text/text.tsx';
import classes from './side-drawer.module.css';

interface SideDrawerProps {
  readonly title: string;
  readonly onClose: () => void;
  /** Buttons beside the one that closes. */
  readonly actions?: ReactNode;
  readonly onKeyDown?: (event: KeyboardEvent) => void;
  readonly position?: 'right' | 'bottom';
  readonly size?: number | string;
  readonly children: ReactNode;
}

/**
 * A drawer over the page, opened as long as it is mounted. Its head is no `header` element, which would be a
 * second banner of the page, and its title takes the focus, so that no button opens its tooltip by itself.
 */
export function SideDrawer({
  title,
  onClose,
  actions,
  onKeyDown,
  position = 'right',
  size = 620,
  children,
}: SideDrawerProps) {
  const t = useText();
  return (
    <Drawer.Root opened onClose={onClose} position={position} size={size}>
      <Drawer.Overlay backgroundOpacity={0.3} />
      <Drawer.Content>
        {/* Mantine keeps the key handler of its own part to itself. */}
        {/* biome-ignore lint/a11y/noStaticElementInteractions: keys of the drawer as a whole */}
        <div onKeyDown={onKeyDown}>
          <div className={classes.head}>
            <Drawer.Title className={classes.title ?? ''} tabIndex={-1} data-autofocus>
              {title}
            </Drawer.Title>
            <Group gap={2} wrap="nowrap">
              {actions}
              <Drawer.CloseButton aria-label={t('action.close')} />
            </Group>
          </div>
          <Drawer.Body className={classes.body ?? ''}>{children}</Drawer.Body>
        </div>
      </Drawer.Content>
    </Drawer.Root>
  );
}
