/** What the sender knows: which events were acknowledged, with which number. */
export class Ledger {
  readonly acknowledged = new Map<string, number>();
  private readonly waiting: { readonly count: number; resolve(): void }[] = [];

  /** Notes an acknowledgement. A second one of the same event must name the same number. */
  add(id: string, seq: number): void {
    const known = this.acknowledged.get(id);
    if (known !== undefined && known !== seq) throw new Error(`${id} was number ${known} and is now ${seq}`);
    this.acknowledged.set(id, seq);
    for (const waiter of this.waiting) if (this.acknowledged.size >= waiter.count) waiter.resolve();
  }

  /** Resolves when so many events were acknowledged. */
  reached(count: number): Promise<void> {
    if (this.acknowledged.size >= count) return Promise.resolve();
    return new Promise((resolve) => this.waiting.push({ count, resolve }));
  }
}
