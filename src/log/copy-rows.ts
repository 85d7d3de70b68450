import { type Accepted, numberText, receiptText } from '../event/accept.ts';

/** An event with its number, ready to be stored. */
export interface NumberedEvent {
  readonly organizationId: string;
  readonly seq: number;
  readonly event: Accepted;
  /** RFC 3339, the same for a whole group. */
  readonly receivedAt: string;
}

/** PostgreSQL, "COPY", binary format: signature, flags, length of the header extension. */
const signature = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1');

/** PostgreSQL counts microseconds from 2000-01-01. */
const epochMs = Date.UTC(2000, 0, 1);

/**
 * A growing buffer with the field encodings of COPY BINARY. It is used again for each commit of a writer, which
 * has one under way: fresh megabytes for each would keep the garbage collector and the kernel busy.
 */
export class CopyBuffer {
  private bytes = Buffer.allocUnsafe(1024 * 1024);
  private used = 0;

  begin(): void {
    this.used = signature.copy(this.bytes);
  }

  private room(bytes: number): void {
    if (this.used + bytes <= this.bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.bytes.length * 2, this.used + bytes));
    this.bytes.copy(larger, 0, 0, this.used);
    this.bytes = larger;
  }

  row(columns: number): void {
    this.room(2);
    this.used = this.bytes.writeInt16BE(columns, this.used);
  }

  uuid(value: Buffer): void {
    this.room(20);
    this.used = this.bytes.writeInt32BE(16, this.used);
    this.used += value.copy(this.bytes, this.used);
  }

  bigint(value: number): void {
    this.room(12);
    this.used = this.bytes.writeInt32BE(8, this.used);
    this.used = this.bytes.writeInt32BE(Math.floor(value / 0x1_0000_0000), this.used);
    this.used = this.bytes.writeUInt32BE((value % 0x1_0000_0000) >>> 0, this.used);
  }

  time(ms: number): void {
    const micros = BigInt(ms - epochMs) * 1000n;
    this.room(12);
    this.used = this.bytes.writeInt32BE(8, this.used);
    this.used = this.bytes.writeBigInt64BE(micros, this.used);
  }

  /** Short texts in ASCII are set byte by byte, which is faster than a call into the engine's encoder. */
  text(value: string | null): void {
    if (value === null) {
      this.room(4);
      this.used = this.bytes.writeInt32BE(-1, this.used);
      return;
    }
    this.room(4 + value.length * 3);
    const { bytes } = this;
    let at = this.used + 4;
    for (let index = 0; index < value.length; index++) {
      const code = value.charCodeAt(index);
      if (code > 0x7f) {
        at = this.used + 4 + bytes.write(value, this.used + 4, 'utf8');
        break;
      }
      bytes[at++] = code;
    }
    bytes.writeInt32BE(at - this.used - 4, this.used);
    this.used = at;
  }

  /** The canonical JSON of an event, put together where it is sent from. */
  json({ event, organizationId, receivedAt, seq }: NumberedEvent): void {
    const { json, middleAt, tailAt } = event;
    const start = this.used;
    this.room(4 + json.length + 200);
    this.used += 4;
    this.used += json.copy(this.bytes, this.used, 0, middleAt);
    this.ascii(receiptText(organizationId, receivedAt));
    this.used += json.copy(this.bytes, this.used, middleAt, tailAt);
    this.ascii(numberText(seq));
    this.used += json.copy(this.bytes, this.used, tailAt);
    this.bytes[this.used++] = 0x7d;
    this.bytes.writeInt32BE(this.used - start - 4, start);
  }

  private ascii(text: string): void {
    for (let index = 0; index < text.length; index++) this.bytes[this.used++] = text.charCodeAt(index);
  }

  end(): Buffer {
    this.room(2);
    this.used = this.bytes.writeInt16BE(-1, this.used);
    return this.bytes.subarray(0, this.used);
  }
}

const uuidBytes = new Map<string, Buffer>();

/** The 16 bytes of a UUID; the few that recur are kept. */
function uuidOf(text: string): Buffer {
  let bytes = uuidBytes.get(text);
  if (bytes === undefined) {
    if (uuidBytes.size > 10_000) uuidBytes.clear();
    bytes = Buffer.from(text.replaceAll('-', ''), 'hex');
    uuidBytes.set(text, bytes);
  }
  return bytes;
}

export const eventColumns =
  'organization_id, seq, received_at, occurred_at, id, action, level, result, module, service, error_code, ' +
  'actor_type, actor_id, customer_id, source_ip, integration_id, event';

/** Rows of `events` in the order of `eventColumns`. */
export function eventRows(copy: CopyBuffer, rows: readonly NumberedEvent[], receivedMs: number): Buffer {
  copy.begin();
  for (const row of rows) {
    const { organizationId, seq, event } = row;
    copy.row(17);
    copy.uuid(uuidOf(organizationId));
    copy.bigint(seq);
    copy.time(receivedMs);
    copy.time(event.occurredAt);
    copy.text(event.id);
    copy.text(event.action);
    copy.text(event.level);
    copy.text(event.result);
    copy.text(event.module);
    copy.text(event.service);
    copy.text(event.errorCode);
    copy.text(event.actorType);
    copy.text(event.actorId);
    copy.text(event.customerId);
    copy.text(event.sourceIp);
    copy.text(event.integrationId);
    copy.json(row);
  }
  return copy.end();
}

export const idColumns = 'organization_id, id, seq, received_at';

/** Rows of `event_ids` in the order of `idColumns`. */
export function idRows(copy: CopyBuffer, rows: readonly NumberedEvent[], receivedMs: number): Buffer {
  copy.begin();
  for (const { organizationId, seq, event } of rows) {
    copy.row(4);
    copy.uuid(uuidOf(organizationId));
    copy.text(event.id);
    copy.bigint(seq);
    copy.time(receivedMs);
  }
  return copy.end();
}
