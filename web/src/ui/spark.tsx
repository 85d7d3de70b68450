interface SparkProps {
  readonly values: readonly number[];
  readonly height?: number;
  readonly color?: string;
  /** What the line shows, in words; without it the drawing is decoration beside a number. */
  readonly label?: string;
}

/** A line as wide as its place, without axes: the shape beside a number. */
export function Spark({
  values,
  height = 36,
  color = 'var(--mantine-primary-color-filled)',
  label,
}: SparkProps) {
  const top = Math.max(1, ...values);
  const stepX = 100 / Math.max(1, values.length - 1);
  const points = values.map(
    (value, index) => `${(index * stepX).toFixed(2)},${(38 - (value / top) * 36).toFixed(2)}`,
  );
  if (points.length < 2) return <div style={{ height }} />;
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: labelled, or decoration beside its number
    <svg
      viewBox="0 0 100 40"
      preserveAspectRatio="none"
      width="100%"
      height={height}
      style={{ display: 'block', overflow: 'visible' }}
      {...(label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}
    >
      <polygon points={`0,40 ${points.join(' ')} 100,40`} fill={color} opacity={0.12} />
      <polyline
        points={points.join(' ')}
        fill="none"
        stroke={color}
        strokeWidth={1.75}
        strokeLinejoin="round"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
}
