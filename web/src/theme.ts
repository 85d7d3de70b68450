import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';

/** Lichen on stone: the one accent of the portal. Shade 7 carries white text at 5.9:1. */
const lichen: MantineColorsTuple = [
  '#edf7f4',
  '#d8eee8',
  '#b0dcd1',
  '#84c8b8',
  '#5cb3a0',
  '#3d9c89',
  '#267f6f',
  '#1d6b60',
  '#17564e',
  '#0f3d38',
];

/** Neutral greys with a little green-blue in them, so that they sit with the accent. */
const gray: MantineColorsTuple = [
  '#f7f8f8',
  '#eff1f1',
  '#e3e6e6',
  '#d2d7d7',
  '#b5bcbd',
  '#8f999a',
  '#6b7677',
  '#4d5758',
  '#343c3d',
  '#1e2526',
];

/** Surfaces of the dark scheme: 7 is the page, 6 a panel, 4 a border, 0 the text. */
const dark: MantineColorsTuple = [
  '#dfe5e4',
  '#bcc6c5',
  '#97a3a2',
  '#6c7877',
  '#333c3d',
  '#2a3233',
  '#1d2324',
  '#151a1b',
  '#101415',
  '#0b0e0f',
];

const red: MantineColorsTuple = [
  '#fdf1f1',
  '#f9dede',
  '#f1b9b9',
  '#e89090',
  '#df6b6b',
  '#d65050',
  '#cb3a3a',
  '#b42f2f',
  '#a32929',
  '#871f1f',
];

const amber: MantineColorsTuple = [
  '#fff7e6',
  '#fdebc8',
  '#fad594',
  '#f5bb5a',
  '#eda32e',
  '#d98c12',
  '#b8730a',
  '#935a08',
  '#74470c',
  '#5a380d',
];

/** A dialog's head is no banner of the page, whatever its element says. */
const plainHeader = { header: { role: 'none' } };

export const theme = createTheme({
  colors: { lichen, gray, dark, red, amber },
  primaryColor: 'lichen',
  primaryShade: { light: 7, dark: 6 },
  autoContrast: true,
  defaultRadius: 'md',
  radius: { xs: '3px', sm: '5px', md: '7px', lg: '10px', xl: '16px' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  fontFamily:
    "Inter, 'Segoe UI Variable Text', 'Segoe UI', system-ui, -apple-system, 'Noto Sans', 'Hiragino Sans', 'Noto Sans JP', 'Noto Sans CJK JP', 'Yu Gothic UI', Meiryo, sans-serif",
  fontFamilyMonospace:
    "ui-monospace, 'SF Mono', 'Cascadia Mono', 'JetBrains Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace",
  fontSizes: { xs: '0.75rem', sm: '0.84375rem', md: '0.9375rem', lg: '1.0625rem', xl: '1.25rem' },
  lineHeights: { xs: '1.4', sm: '1.5', md: '1.55', lg: '1.5', xl: '1.4' },
  spacing: { xs: '0.5rem', sm: '0.75rem', md: '1rem', lg: '1.5rem', xl: '2rem' },
  headings: {
    fontWeight: '620',
    sizes: {
      h1: { fontSize: '1.4375rem', lineHeight: '1.3' },
      h2: { fontSize: '1.0625rem', lineHeight: '1.4' },
      h3: { fontSize: '0.9375rem', lineHeight: '1.45' },
    },
  },
  shadows: {
    xs: '0 1px 2px rgb(16 30 32 / 6%)',
    sm: '0 1px 3px rgb(16 30 32 / 8%), 0 1px 2px rgb(16 30 32 / 4%)',
    md: '0 6px 20px -4px rgb(16 30 32 / 14%), 0 2px 6px rgb(16 30 32 / 6%)',
    lg: '0 14px 36px -8px rgb(16 30 32 / 22%)',
    xl: '0 24px 60px -12px rgb(16 30 32 / 30%)',
  },
  components: {
    Badge: { defaultProps: { tt: 'none', radius: 'sm', variant: 'light', fw: 560 } },
    Button: { defaultProps: { size: 'sm' } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray', size: 'lg' } },
    InputWrapper: { styles: { label: { marginBottom: 4 }, description: { marginBottom: 2 } } },
    Paper: { defaultProps: { radius: 'lg' } },
    Modal: {
      defaultProps: {
        radius: 'lg',
        centered: true,
        overlayProps: { backgroundOpacity: 0.4, blur: 2 },
        attributes: plainHeader,
      },
      styles: { title: { fontSize: '1.0625rem', fontWeight: 620 } },
    },
    Drawer: {
      defaultProps: { position: 'right', overlayProps: { backgroundOpacity: 0.3 }, attributes: plainHeader },
      styles: { title: { fontSize: '1.0625rem', fontWeight: 620 } },
    },
    SegmentedControl: { defaultProps: { withItemsBorders: false } },
    Tooltip: {
      defaultProps: { withArrow: true, openDelay: 250, events: { hover: true, focus: true, touch: true } },
    },
    // The placeholder is a focusable child without a menu role, which ARIA does not allow.
    Menu: { defaultProps: { shadow: 'md', radius: 'md', withInitialFocusPlaceholder: false } },
    Select: { defaultProps: { allowDeselect: false } },
    Table: { defaultProps: { verticalSpacing: 'sm', horizontalSpacing: 'md' } },
  },
});

/**
 * Mantine's own dimmed and placeholder colours miss the 4.5:1 of WCAG 2.2 AA on both schemes; these
 * reach it on the page and on panels. The rest names our surfaces once.
 */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {
    '--cairn-header-height': '56px',
    '--cairn-page-width': '1360px',
  },
  light: {
    '--mantine-color-body': '#ffffff',
    '--mantine-color-text': gray[9],
    '--mantine-color-dimmed': '#566061',
    '--mantine-color-placeholder': '#667172',
    '--mantine-color-default-border': gray[3],
    '--mantine-color-error': '#b42525',
    '--cairn-page': '#f6f8f7',
    '--cairn-panel': '#ffffff',
    '--cairn-sunken': '#f1f4f3',
    '--cairn-line': '#e2e7e6',
    '--cairn-line-strong': '#cdd4d3',
    '--cairn-hover': '#f2f6f5',
    '--cairn-accent-text': lichen[7],
    '--cairn-level-information': '#8fa3b3',
    '--cairn-level-notice': '#3a7fc0',
    '--cairn-level-warning': '#dd9412',
    '--cairn-level-error': '#cb3a3a',
    '--cairn-good': '#1a7046',
    '--cairn-bad': '#b42525',
    '--cairn-warn': '#8a5206',
    '--cairn-info': '#2a669c',
  },
  dark: {
    '--mantine-color-body': dark[6],
    '--mantine-color-text': '#e6ebea',
    '--mantine-color-dimmed': '#a9b4b3',
    '--mantine-color-placeholder': '#97a3a2',
    '--mantine-color-default-border': '#4b5758',
    '--mantine-color-error': '#ff8f8f',
    '--cairn-page': dark[7],
    '--cairn-panel': dark[6],
    '--cairn-sunken': '#181d1e',
    '--cairn-line': '#2c3435',
    '--cairn-line-strong': '#414c4d',
    '--cairn-hover': '#232a2b',
    '--cairn-accent-text': lichen[3],
    '--cairn-level-information': '#7f93a3',
    '--cairn-level-notice': '#5a9fe0',
    '--cairn-level-warning': '#e3a534',
    '--cairn-level-error': '#ee6a6a',
    '--cairn-good': '#6fd3a0',
    '--cairn-bad': '#ff9b9b',
    '--cairn-warn': '#f0c066',
    '--cairn-info': '#8fc2f0',
  },
});
