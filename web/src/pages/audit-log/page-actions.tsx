import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { useMay } from '../../shell/shell.tsx';
import { useShortcut } from '../../shell/shortcuts.ts';
import { useText } from '../../text/text.tsx';
import { Icon } from '../../ui/icons.tsx';
import { SavedViewsMenu } from './saved-views-menu.tsx';
import { ShareMenu } from './share-menu.tsx';
import type { AuditLogState } from './use-audit-log.ts';

const ExportDialog = lazy(async () => ({ default: (await import('./export-dialog.tsx')).ExportDialog }));

/** What is done with what was found: keep it, send it to somebody, take it away. */
export function PageActions({ state }: { readonly state: AuditLogState }) {
  const t = useText();
  const { orgId, q, span, scope, change } = state;
  const [isExporting, setExporting] = useState(false);
  const mayExport = useMay('events:export');
  useShortcut('e', () => setExporting(true), mayExport);
  const open = () => {
    if (mayExport) setExporting(true);
  };
  const icon = <Icon name="download" size={17} />;
  return (
    <>
      <SavedViewsMenu
        orgId={orgId}
        q={q}
        onChoose={(next) => change({ q: next === '' ? undefined : next })}
      />
      <ShareMenu orgId={orgId} scope={scope} />
      <Tooltip label={t('export.notAllowed')} disabled={mayExport}>
        <Button
          variant="default"
          leftSection={icon}
          visibleFrom="xs"
          aria-disabled={!mayExport}
          data-disabled={!mayExport}
          onClick={open}
        >
          {t('export.title')}
        </Button>
      </Tooltip>
      <ActionIcon
        variant="default"
        size={36}
        hiddenFrom="xs"
        aria-label={t('export.title')}
        aria-disabled={!mayExport}
        data-disabled={!mayExport}
        onClick={open}
      >
        {icon}
      </ActionIcon>
      <Suspense fallback={null}>
        {isExporting ? (
          <ExportDialog orgId={orgId} scope={scope} span={span} opened onClose={() => setExporting(false)} />
        ) : null}
      </Suspense>
    </>
  );
}
