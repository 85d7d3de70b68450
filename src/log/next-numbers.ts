/** Commits that do without expectation after another process has taken numbers of an organization. */
const caution = 50;

/** Organizations whose numbers are remembered. */
const remembered = 10_000;

/**
 * What the next number of each organization should be, from the commits of this writer. An expectation is checked
 * under the organization's lock (`log_take`), so a wrong one costs a round trip and nothing else.
 */
export class NextNumbers {
  private readonly expected = new Map<string, number>();
  private readonly cautious = new Map<string, number>();

  /** The next number of each of these organizations; null when one of them is not to be guessed. */
  of(organizations: Iterable<string>): Map<string, number> | null {
    const found = new Map<string, number>();
    for (const organization of organizations) {
      const next = this.expected.get(organization);
      if (next === undefined || this.cautious.has(organization)) return null;
      found.set(organization, next);
    }
    return found;
  }

  /** A commit took place: the newest number of each organization that it touched. */
  committed(heads: ReadonlyMap<string, number>): void {
    this.taken(heads);
    for (const organization of heads.keys()) {
      const left = this.cautious.get(organization);
      if (left === undefined) continue;
      if (left > 1) this.cautious.set(organization, left - 1);
      else this.cautious.delete(organization);
    }
  }

  /** Numbers up to these are taken, by this process but not necessarily by its writer. */
  taken(heads: ReadonlyMap<string, number>): void {
    if (this.expected.size > remembered) this.expected.clear();
    for (const [organization, seq] of heads) {
      if ((this.expected.get(organization) ?? 0) <= seq) this.expected.set(organization, seq + 1);
    }
  }

  /** Somebody else writes too: ask for a while instead of guessing. */
  wrong(heads: ReadonlyMap<string, number>): void {
    for (const organization of heads.keys()) this.cautious.set(organization, caution);
  }
}
