import type { Answer, Outgoing } from '../../kernel/http.ts';
import type { Outcome } from '../destination.ts';
import { answered, standardOutcome } from '../outcome.ts';
import { type AwsKeys, awsDomain, signedForAws } from './aws.ts';

/** A call of an AWS service that speaks JSON (https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html). */
export interface AwsCall {
  /** First part of the host name, and the name that is signed. */
  readonly service: string;
  readonly region: string;
  /** `Kinesis_20131202.PutRecords`. */
  readonly target: string;
  readonly version: '1.0' | '1.1';
  readonly body: string;
  readonly now: Date;
}

export const awsCall = ({ service, region, target, version, body, now }: AwsCall, keys: AwsKeys): Outgoing =>
  signedForAws(
    {
      method: 'POST',
      url: `https://${service}.${region}.${awsDomain(region)}/`,
      headers: { 'content-type': `application/x-amz-json-${version}`, 'x-amz-target': target },
      body,
    },
    keys,
    { service, region, now },
  );

/** The body of an answer as an object; empty where it is none. */
export function jsonOf(answer: Pick<Answer, 'body'>): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(answer.body);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {}; // an answer of something in between: its status decides
  }
}

/** Error codes by what they ask for; AWS answers most of them with 400. */
const meanings: readonly [RegExp, 'retry' | 'unauthorized' | 'misconfigured'][] = [
  [/Throttl|TooManyRequests|LimitExceeded|ProvisionedThroughputExceeded|SlowDown|RequestTimeout$/i, 'retry'],
  [/Internal|ServiceUnavailable|ServiceError|RequestExpired|ConcurrentModification|KMSThrottl/i, 'retry'],
  [
    /AccessDenied|NotAuthorized|UnrecognizedClient|Signature|ExpiredToken|InvalidToken|OptInRequired/i,
    'unauthorized',
  ],
  [
    /MissingAuthenticationToken|InvalidClientTokenId|InvalidAccessKeyId|TimeTooSkewed|InvalidSecurity/i,
    'unauthorized',
  ],
  [
    /KMS|Kms|NotFound|DoesNotExist|NonExistent|NoSuch|InvalidAddress|UnsupportedOperation|UnknownOperation/,
    'misconfigured',
  ],
];

/** What an error code of AWS asks for; undefined when it is about what was sent. */
export const awsMeaning = (code: string): 'retry' | 'unauthorized' | 'misconfigured' | undefined =>
  meanings.find(([pattern]) => pattern.test(code))?.[1];

/** `com.amazonaws.kinesis#ResourceNotFoundException` without what stands before and after the name. */
const nameOf = (type: string): string => type.replace(/^.*#/, '').replace(/:.*$/, '');

/** What an answer to a whole call means; a 200 is looked into by the destination. */
export function awsOutcome(answer: Answer, nowMs: number): Outcome {
  const outcome = standardOutcome(answer, nowMs);
  if (answer.status !== 400) return outcome;
  const type = jsonOf(answer).__type ?? answer.headers['x-amzn-errortype'];
  const kind = typeof type === 'string' ? awsMeaning(nameOf(type)) : undefined;
  return kind === undefined ? outcome : { kind, reason: answered(answer) };
}

/** One entry of a batch that was not taken. */
export interface FailedEntry {
  readonly index: number;
  readonly code: string;
  readonly message: string;
  /** The service says that the entry itself is at fault. */
  readonly isSenders?: boolean;
}

/**
 * What the failed entries of a batch of `count` ask for. Where every entry fails for a reason that a person has
 * to set right, the batch waits for that person and no event is given up.
 */
export function entriesOutcome(failed: readonly FailedEntry[], count: number): Outcome {
  const [first] = failed;
  if (first === undefined) return { kind: 'delivered' };
  const kinds = failed.map(({ code }) => awsMeaning(code));
  const reason = `${first.code}: ${first.message}`;
  const [kind] = kinds;
  if (failed.length >= count && kind !== undefined && kinds.every((other) => other === kind))
    return { kind, reason };
  const isAgain = (entry: FailedEntry): boolean =>
    awsMeaning(entry.code) !== undefined || entry.isSenders === false;
  return {
    kind: 'partial',
    retry: failed.filter(isAgain).map(({ index }) => index),
    rejected: failed
      .filter((entry) => !isAgain(entry))
      .map(({ index, code, message }) => ({ index, reason: `${code}: ${message}` })),
  };
}

/**
 * Failed entries of an answer whose list stands in the order of what was sent (EventBridge, Kinesis, Firehose).
 * Null when the answer is not of that form: then nobody knows what was taken.
 */
export function listedFailures(answer: Answer, list: string, count: number): readonly FailedEntry[] | null {
  const entries = jsonOf(answer)[list];
  if (!Array.isArray(entries) || entries.length !== count) return null;
  return entries.flatMap((entry: { ErrorCode?: unknown; ErrorMessage?: unknown } | null, index) =>
    typeof entry?.ErrorCode === 'string'
      ? [{ index, code: entry.ErrorCode, message: String(entry.ErrorMessage ?? '') }]
      : [],
  );
}

/** The outcome of a call whose 200 lists what became of each entry under `list`. */
export function listedOutcome(list: string) {
  return (answer: Answer, nowMs: number, batch: readonly unknown[]): Outcome => {
    if (answer.status !== 200) return awsOutcome(answer, nowMs);
    const failed = listedFailures(answer, list, batch.length);
    return failed === null
      ? { kind: 'retry', reason: `the answer does not say what became of each entry: ${answered(answer)}` }
      : entriesOutcome(failed, batch.length);
  };
}
