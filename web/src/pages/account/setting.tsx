import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './account-page.module.css';

interface SettingProps {
  readonly title: ReactNode;
  readonly body?: ReactNode;
  readonly children?: ReactNode;
}

/** A setting: what it is at the left, its control at the right, one below the other on a phone. */
export function Setting({ title, body, children }: SettingProps) {
  return (
    <div className={classes.setting}>
      <div className={classes.what}>
        <Text fw={560} component="div">
          {title}
        </Text>
        {body === undefined ? null : (
          <Text size="sm" c="dimmed" maw="60ch" mt={3} component="div">
            {body}
          </Text>
        )}
      </div>
      {children === undefined ? null : <div className={classes.control}>{children}</div>}
    </div>
  );
}

/** A sentence at the head of a panel of settings. */
export const PanelLead = ({ children }: { readonly children: ReactNode }) => (
  <Text c="dimmed" className={classes.lead ?? ''}>
    {children}
  </Text>
);
