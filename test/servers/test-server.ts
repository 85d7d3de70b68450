import type { Settings } from '../../src/trails/trail-fields.ts';

/** What a receiver has stored of one event. */
export interface Kept {
  readonly id: string;
  /** The event, as JSON. */
  readonly text: string;
}

/** A real receiver that a whole file of tests shares; each test has a place of its own in it. */
export interface TestServer {
  readonly destination: string;
  readonly port: number;
  readonly tlsPort: number;
  readonly caPem: string;
  /** Settings that work, without TLS. A place is a word of small letters. */
  settings(place: string): { readonly config: Settings; readonly secrets: Settings };
  /** The settings that name a server at this address; absent: host and port. */
  address?(host: string, port: number): Settings;
  /** Makes the server tell its clients another port, of something between it and them. */
  advertise?(port: number): void;
  /** Secrets that the server refuses. */
  readonly wrong: Readonly<Record<string, string>>;
  /** Makes the queue, table or stream that events of a place go to. */
  prepare(place: string): Promise<void>;
  /** What is there, in order, repeats included. */
  read(place: string): Promise<readonly Kept[]>;
  /** Whether it drops repeats by the event's id. */
  readonly dropsRepeats: boolean;
  /** An event whose text is this long is more than it takes; absent: it takes whatever Cairn does. */
  readonly tooLarge?: number;
  /** Ends the server as a crash would; `start` brings it back on the same ports. */
  kill(): Promise<void>;
  start(): Promise<void>;
  close(): Promise<void>;
}
