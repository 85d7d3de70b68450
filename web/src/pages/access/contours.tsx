const summits = [
  { x: 1090, y: 300, rings: 15, size: 26, squash: 0.74, phase: 0.4 },
  { x: 210, y: 720, rings: 11, size: 28, squash: 0.66, phase: 2.3 },
] as const;

/** One height line: a circle bent by three slow waves, the same each time. */
function ring({ x, y, size, squash, phase }: (typeof summits)[number], step: number): string {
  const points = Array.from({ length: 72 }, (_, index) => {
    const angle = (index / 72) * 2 * Math.PI;
    const bend =
      1 +
      0.16 * Math.sin(2 * angle + phase + step * 0.05) +
      0.09 * Math.sin(3 * angle - phase * 2 + step * 0.11) +
      0.05 * Math.sin(5 * angle + step * 0.16);
    const radius = step * size * bend;
    return `${(x + radius * Math.cos(angle)).toFixed(1)} ${(y + radius * squash * Math.sin(angle)).toFixed(1)}`;
  });
  return `M${points.join('L')}Z`;
}

const lines = summits.flatMap((summit) =>
  Array.from({ length: summit.rings }, (_, index) => ({
    path: ring(summit, index + 1),
    bold: index % 5 === 4,
  })),
);

/** Height lines of a map, behind the pages where one arrives. */
export function Contours({ className }: { readonly className: string }) {
  return (
    <svg className={className} viewBox="0 0 1440 900" preserveAspectRatio="xMidYMid slice" aria-hidden="true">
      {lines.map(({ path, bold }) => (
        <path key={path} d={path} strokeWidth={bold ? 1.6 : 0.8} />
      ))}
    </svg>
  );
}
