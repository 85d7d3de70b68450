import { CairnError, type Fault } from '../../kernel/errors.ts';

/** What is wrong with a query, and where, so that a form can underline it. */
export interface QueryFault extends Fault {
  readonly path: 'q';
  /** Offset in UTF-16 code units of the first character concerned. */
  readonly position: number;
  readonly length: number;
  /** What to write instead, when one thing is likely. */
  readonly suggestion?: string;
}

/** A `query.invalid`. The detail counts characters from 1, as people do. */
export function queryError(message: string, position: number, length = 1, suggestion?: string): CairnError {
  const text = suggestion === undefined ? message : `${message}; did you mean "${suggestion}"?`;
  const fault: QueryFault = {
    path: 'q',
    message: text,
    position,
    length,
    ...(suggestion === undefined ? {} : { suggestion }),
  };
  return new CairnError('query.invalid', `at character ${position + 1}: ${text}`, { errors: [fault] });
}

/** The fault inside an error of the parser; undefined for any other error. */
export function queryFault(error: unknown): QueryFault | undefined {
  if (!(error instanceof CairnError) || error.code !== 'query.invalid') return undefined;
  return error.errors?.[0] as QueryFault | undefined;
}
