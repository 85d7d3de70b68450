/** Our own icons: 20 × 20, drawn with one stroke, so that they follow the text's colour and size. */

const shapes = {
  dashboard: 'M3 10.5 10 4l7 6.5M5 9v7h10V9M8.5 16v-4h3v4',
  log: 'M4 5h12M4 10h12M4 15h8',
  trail: 'M3 15.5c4 0 3-5 7-5s3-5 7-5M14 3l3 2.5L14.5 9M3 15.5h.01',
  key: 'M12.5 10.5a3.5 3.5 0 1 0-3.3-2.3L3 14.5V17h2.5l1-1v-1.5H8L9.5 13l.8-2.2a3.5 3.5 0 0 0 2.2-.3ZM13 6.8h.01',
  channel: 'M8 3.5 6.5 16.5M13.5 3.5 12 16.5M4 7.5h12.5M3.5 12.5H16',
  mail: 'M3 5h14v10.5H3V5ZM3.5 5.5 10 11l6.5-5.5',
  search: 'M9 15A6 6 0 1 0 9 3a6 6 0 0 0 0 12ZM13.5 13.5 17 17',
  menu: 'M3 6h14M3 10h14M3 14h14',
  close: 'm5 5 10 10M15 5 5 15',
  check: 'm4 10.5 4 4 8-9',
  checkCircle: 'M10 17.5a7.5 7.5 0 1 0 0-15 7.5 7.5 0 0 0 0 15ZM6.8 10.2l2.2 2.2 4.2-4.6',
  circle: 'M10 17.5a7.5 7.5 0 1 0 0-15 7.5 7.5 0 0 0 0 15Z',
  info: 'M10 17.5a7.5 7.5 0 1 0 0-15 7.5 7.5 0 0 0 0 15ZM10 9.2v4.3M10 6.5h.01',
  bell: 'M10 3a4.5 4.5 0 0 0-4.5 4.5c0 4-1.5 5-1.5 5h12s-1.5-1-1.5-5A4.5 4.5 0 0 0 10 3ZM8.5 15.5a1.6 1.6 0 0 0 3 0',
  warning: 'M10 3.2 2.5 16.3h15L10 3.2ZM10 8.5v3.5M10 14.2h.01',
  error: 'M7 2.5h6L17.5 7v6L13 17.5H7L2.5 13V7L7 2.5ZM7.7 7.7l4.6 4.6M12.3 7.7l-4.6 4.6',
  pause: 'M7 4.5v11M13 4.5v11',
  play: 'M6 4.2v11.6l9.5-5.8L6 4.2Z',
  active: 'M2.5 10.5h3l2-5.5 4 10 2.2-4.5h3.8',
  copy: 'M7 7V4.5A1.5 1.5 0 0 1 8.5 3h7A1.5 1.5 0 0 1 17 4.5v7a1.5 1.5 0 0 1-1.5 1.5H13M4.5 7h7A1.5 1.5 0 0 1 13 8.5v7a1.5 1.5 0 0 1-1.5 1.5h-7A1.5 1.5 0 0 1 3 15.5v-7A1.5 1.5 0 0 1 4.5 7Z',
  chevronDown: 'm5 7.5 5 5 5-5',
  chevronRight: 'm7.5 5 5 5-5 5',
  chevronLeft: 'm12.5 5-5 5 5 5',
  upDown: 'm6.5 8 3.5-3.5L13.5 8M6.5 12l3.5 3.5 3.5-3.5',
  plus: 'M10 4v12M4 10h12',
  trash: 'M4 5.5h12M8 5.5V3.5h4v2M5.5 5.5l.7 11h7.6l.7-11M8.5 8.5v5M11.5 8.5v5',
  edit: 'M4 16h3L16 7l-3-3-9 9v3ZM11.5 5.5l3 3',
  more: 'M4.5 10h.01M10 10h.01M15.5 10h.01',
  external: 'M11.5 3.5h5v5M16.5 3.5 9.5 10.5M14 11.5v4a1 1 0 0 1-1 1H4.5a1 1 0 0 1-1-1V7a1 1 0 0 1 1-1h4',
  link: 'M8.5 11.5a3.2 3.2 0 0 0 4.5 0l2.7-2.7a3.2 3.2 0 0 0-4.5-4.5l-1 1M11.5 8.5a3.2 3.2 0 0 0-4.5 0l-2.7 2.7a3.2 3.2 0 0 0 4.5 4.5l1-1',
  download: 'M10 3v9.5M6 9l4 4 4-4M3.5 16.5h13',
  filter: 'M3 4.5h14l-5.5 6.5v5l-3-1.5V11L3 4.5Z',
  filterOff: 'M5.5 4.5H17l-5.5 6.5v5l-3-1.5V11L7.2 9.4M3 3l14 14',
  columns: 'M3.5 4h13v12h-13V4ZM8 4v12M12.3 4v12',
  clock: 'M10 17.5a7.5 7.5 0 1 0 0-15 7.5 7.5 0 0 0 0 15ZM10 6v4.2l2.8 1.8',
  calendar: 'M3.5 5h13v11.5h-13V5ZM3.5 8.5h13M7 3v3.5M13 3v3.5',
  live: 'M10 11.2a1.2 1.2 0 1 0 0-2.4 1.2 1.2 0 0 0 0 2.4ZM6.5 13.5a5 5 0 0 1 0-7M13.5 6.5a5 5 0 0 1 0 7M4 16a8.5 8.5 0 0 1 0-12M16 4a8.5 8.5 0 0 1 0 12',
  refresh: 'M16.5 4v4h-4M3.5 16v-4h4M5 7.5a6 6 0 0 1 10-1.7L16.5 8M15 12.5a6 6 0 0 1-10 1.7L3.5 12',
  sun: 'M10 13.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM10 2v1.5M10 16.5V18M2 10h1.5M16.5 10H18M4.3 4.3l1.1 1.1M14.6 14.6l1.1 1.1M4.3 15.7l1.1-1.1M14.6 5.4l1.1-1.1',
  moon: 'M16.5 11.8A7 7 0 0 1 8.2 3.5a7 7 0 1 0 8.3 8.3Z',
  system: 'M3 4h14v9.5H3V4ZM7.5 16.5h5M10 13.5v3',
  globe:
    'M10 17.5a7.5 7.5 0 1 0 0-15 7.5 7.5 0 0 0 0 15ZM2.5 10h15M10 2.5c2 2.2 3 4.7 3 7.5s-1 5.3-3 7.5c-2-2.2-3-4.7-3-7.5s1-5.3 3-7.5Z',
  user: 'M10 10a3.2 3.2 0 1 0 0-6.4A3.2 3.2 0 0 0 10 10ZM3.8 16.8c.8-2.7 3.2-4.3 6.2-4.3s5.4 1.6 6.2 4.3',
  users:
    'M7.5 9.8a2.9 2.9 0 1 0 0-5.8 2.9 2.9 0 0 0 0 5.8ZM2 16.2c.6-2.6 2.7-4 5.5-4s4.9 1.4 5.5 4M13 4.3a2.9 2.9 0 0 1 0 5.3M15 12.6c1.6.6 2.6 1.8 3 3.6',
  customers:
    'M3.5 8.5 5 4h10l1.5 4.5M3.5 8.5a2.2 2.2 0 0 0 4.3 0 2.2 2.2 0 0 0 4.4 0 2.2 2.2 0 0 0 4.3 0M4.8 10.6V16.5h10.4v-5.9M8 16.5v-3.6h4v3.6',
  organization: 'M4 17V4.5L11 3v14M11 8h5v9M2.5 17h15M7 7.5h1M7 10.5h1M7 13.5h1M13.5 11h.01M13.5 14h.01',
  settings: 'M3 6h8M15 6h2M3 14h2M9 14h8M13 8a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM7 16a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z',
  signOut: 'M12.5 4H5v12h7.5M9 10h8M14 7l3 3-3 3',
  keyboard: 'M2.5 5.5h15v9h-15v-9ZM5.5 8.5h.01M8.5 8.5h.01M11.5 8.5h.01M14.5 8.5h.01M6.5 11.8h7',
  book: 'M4 4.5c2.5-.8 4.5-.5 6 .8 1.5-1.3 3.5-1.6 6-.8v11c-2.5-.8-4.5-.5-6 .8-1.5-1.3-3.5-1.6-6-.8v-11ZM10 5.3v11',
  send: 'M17 3 9 11M17 3l-5 14-3-6-6-3 14-5Z',
  offline:
    'M3 3l14 14M6.5 9.5A6.5 6.5 0 0 1 9 8.2M3.5 6.7A11 11 0 0 1 6 5.3M9.5 4.5a11 11 0 0 1 7 2.2M12 8.6a6.5 6.5 0 0 1 1.5.9M10 15h.01M7.8 12.3A3.3 3.3 0 0 1 10 11.5',
  plug: 'M7 3v4M13 3v4M5 7h10v3a5 5 0 0 1-10 0V7ZM10 15v2.5',
  shield: 'M10 2.8 4 5v4.5c0 3.8 2.5 6.5 6 7.7 3.5-1.2 6-3.9 6-7.7V5l-6-2.2Z',
  table: 'M3 4.5h14v11H3v-11ZM3 8.2h14M3 11.8h14M8.5 4.5v11',
  bars: 'M4 16.5v-5M8 16.5v-9M12 16.5v-6M16 16.5v-12',
} as const;

export type IconName = keyof typeof shapes;

interface IconProps {
  readonly name: IconName;
  /** Pixels; 18 sits well beside body text. */
  readonly size?: number;
  /** Only for an icon that stands alone; beside a text it says nothing new and stays hidden. */
  readonly label?: string;
}

export function Icon({ name, size = 18, label }: IconProps) {
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: hidden beside a text, labelled where it stands alone
    <svg
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.6}
      strokeLinecap="round"
      strokeLinejoin="round"
      style={{ flexShrink: 0 }}
      {...(label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}
    >
      <path d={shapes[name]} />
    </svg>
  );
}
