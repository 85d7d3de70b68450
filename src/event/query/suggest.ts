/** The candidate nearest to what was typed; undefined when none is near enough to be meant. */
export function nearest(typed: string, candidates: readonly string[]): string | undefined {
  const wanted = typed.toLowerCase();
  // One slip in three characters: "acton" finds "action", "foo" finds nothing.
  let best = Math.max(1, Math.floor(wanted.length / 3)) + 1;
  let found: string | undefined;
  for (const candidate of candidates) {
    const slips = distance(wanted, candidate.toLowerCase(), best);
    if (slips < best) {
      best = slips;
      found = candidate;
    }
  }
  return found;
}

/**
 * Edit distance with transposition of neighbours (optimal string alignment), or `limit` if it is not
 * smaller. Fields are short, so the plain table is enough; long input is cut off by the length check.
 */
function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let older: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min(at(last, j) + 1, at(row, j - 1) + 1, at(last, j - 1) + cost);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) least = Math.min(least, at(older, j - 2) + 1);
      row.push(least);
    }
    older = last;
    last = row;
  }
  return Math.min(at(last, b.length), limit);
}

const at = (row: readonly number[], index: number): number => row[index] as number;
