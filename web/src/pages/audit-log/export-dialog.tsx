import { Alert, Button, Group, Modal, Radio, Select, SimpleGrid, Stack, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { histogramQuery, type Scope } from '../../api/events.ts';
import {
  createExport,
  type ExportFormat,
  type ExportInput,
  exportFilePath,
  exportFormats,
  getExport,
} from '../../api/exports.ts';
import { useFormat } from '../../text/format.ts';
import { useText } from '../../text/text.tsx';
import { Icon } from '../../ui/icons.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { type Span, stepFor } from '../../ui/time-range.ts';

interface ExportDialogProps {
  readonly orgId: string;
  readonly scope: Scope;
  readonly span: Span;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Exactly what the page shows, as a file: the query, the range and the count stand above the choices. */
export function ExportDialog(props: ExportDialogProps) {
  const t = useText();
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      size="lg"
      title={t('export.title')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
      styles={{ title: { fontWeight: 620 } }}
    >
      <ExportForm {...props} />
    </Modal>
  );
}

const separators = [',', ';', '\t'] as const;
const charsets = ['utf-8', 'utf-8-bom', 'shift_jis'] as const;
type Separator = (typeof separators)[number];
type Charset = (typeof charsets)[number];
const separatorTexts = { ',': 'export.comma', ';': 'export.semicolon', '\t': 'export.tab' } as const;
const pollMs = 1000;

/** Asks for the file, waits until it is ready, and starts the download. */
async function exportFile(orgId: string, input: ExportInput): Promise<void> {
  let made = await createExport(orgId, input);
  while (made.status !== 'ready') {
    await new Promise((resolve) => setTimeout(resolve, pollMs));
    made = await getExport(orgId, made.id);
  }
  const link = document.createElement('a');
  link.href = exportFilePath(orgId, made.id);
  link.download = '';
  link.click();
}

function ExportForm({ orgId, scope, span, onClose }: ExportDialogProps) {
  const t = useText();
  const format = useFormat();
  const { data } = useQuery(histogramQuery(orgId, scope, stepFor(span)));
  const [kind, setKind] = useState<ExportFormat>('csv');
  const [separator, setSeparator] = useState<Separator>(',');
  const [charset, setCharset] = useState<Charset>('utf-8-bom');
  const isCsv = kind === 'csv' || kind === 'cybozu-csv';
  const save = useMutation({
    mutationFn: () => exportFile(orgId, { ...scope, format: kind, ...(isCsv ? { charset, separator } : {}) }),
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <Stack gap="md">
        <Text size="sm">
          {data === undefined
            ? t('state.loading')
            : t('export.what', {
                count: data.total,
                from: format.dateTime(span.from),
                to: format.dateTime(span.to),
              })}
        </Text>
        <Text size="sm" className="mono" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {scope.q === '' ? t('export.noQuery') : scope.q}
        </Text>
        <Radio.Group
          value={kind}
          onChange={(value) => setKind(value as ExportFormat)}
          label={t('export.format')}
        >
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs" mt={6}>
            {exportFormats.map((each) => (
              <Radio.Card key={each} value={each} p="sm" radius="md">
                <Group wrap="nowrap" align="flex-start" gap="sm">
                  <Radio.Indicator size="sm" mt={2} />
                  <div>
                    <Text size="sm" fw={560}>
                      {t(`export.format.${each}`)}
                    </Text>
                    <Text size="xs" c="dimmed">
                      {t(`export.format.${each}.body`)}
                    </Text>
                  </div>
                </Group>
              </Radio.Card>
            ))}
          </SimpleGrid>
        </Radio.Group>
        {isCsv ? (
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
            <Select
              label={t('export.separator')}
              value={separator}
              data={separators.map((value) => ({ value, label: t(separatorTexts[value]) }))}
              onChange={(value) => setSeparator(value as Separator)}
            />
            <Select
              label={t('export.charset')}
              value={charset}
              data={charsets.map((value) => ({ value, label: t(`export.charset.${value}`) }))}
              onChange={(value) => setCharset(value as Charset)}
            />
          </SimpleGrid>
        ) : null}
        {save.isSuccess ? (
          <Alert color="lichen" icon={<Icon name="check" />} role="status">
            {t('export.done')}
          </Alert>
        ) : null}
        {save.error === null ? null : <ProblemView error={save.error} />}
        <Group justify="space-between" gap="xs">
          <Text size="xs" c="dimmed">
            {t('export.recorded')}
          </Text>
          <Group gap="xs" ml="auto">
            <Button variant="default" onClick={onClose}>
              {save.isSuccess ? t('action.close') : t('action.cancel')}
            </Button>
            <Button type="submit" loading={save.isPending} leftSection={<Icon name="download" size={16} />}>
              {t('export.submit')}
            </Button>
          </Group>
        </Group>
      </Stack>
    </form>
  );
}
