import { actions } from '../../src/event/action.ts';

/** docs/actions.md: Cairn's own actions. */
export function actionsPage(): string {
  const rows = Object.entries(actions).map(
    ([code, { label, fr, ja, level, module }]) =>
      `| \`${code}\` | ${label} | ${fr} | ${ja} | ${level} | ${module} |`,
  );
  return `# Cairn's own actions

What Cairn and its people do is recorded in the organization's log like everybody's events. Codes in data are never
translated; the portal shows the label in the reader's language.

| code | label | français | 日本語 | level | module |
|---|---|---|---|---|---|
${rows.join('\n')}
`;
}

/** The labels for the portal, by language and code. */
export function actionCatalogs(): string {
  const labels = (pick: 'label' | 'fr' | 'ja') =>
    Object.entries(actions)
      .map(([code, action]) => `    '${code}': ${JSON.stringify(action[pick])},`)
      .join('\n');
  return `// Written by scripts/generate.ts from src/event/action.ts.

/** Labels of Cairn's own actions, by language and code. */
export const actionLabels: Readonly<Record<'en' | 'fr' | 'ja', Readonly<Record<string, string>>>> = {
  en: {
${labels('label')}
  },
  fr: {
${labels('fr')}
  },
  ja: {
${labels('ja')}
  },
};
`;
}
