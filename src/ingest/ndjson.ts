/** A body of newline-delimited JSON: each line a value, or the reason why it is none. */
export class NdjsonBody {
  readonly lines: readonly (unknown | MalformedLine)[];

  constructor(text: string) {
    this.lines = text
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => {
        try {
          return JSON.parse(line) as unknown;
        } catch (err) {
          return new MalformedLine((err as Error).message);
        }
      });
  }
}

/** A line that is no JSON. It has no fields, so that validation refuses it with this message. */
export class MalformedLine {
  readonly reason: string;

  constructor(reason: string) {
    this.reason = reason;
  }
}
