import { apiPath, get, post } from './http.ts';

export const exportFormats = ['csv', 'cybozu-csv', 'json', 'ndjson'] as const;
export type ExportFormat = (typeof exportFormats)[number];

export interface ExportInput {
  readonly q: string;
  readonly from: string;
  readonly to: string;
  readonly format: ExportFormat;
  /** Columns of a CSV file in their order; absent for all. */
  readonly columns?: readonly string[];
  readonly separator?: ',' | ';' | '\t';
  readonly charset?: 'utf-8' | 'utf-8-bom' | 'shift_jis';
}

export interface Export {
  readonly id: string;
  readonly status: string;
}

export const createExport = (orgId: string, input: ExportInput): Promise<Export> =>
  post(`/organizations/${orgId}/exports`, input);

export const getExport = (orgId: string, exportId: string): Promise<Export> =>
  get(`/organizations/${orgId}/exports/${exportId}`);

/** Where the browser downloads a ready export from. */
export const exportFilePath = (orgId: string, exportId: string): string =>
  apiPath(`/organizations/${orgId}/exports/${exportId}/file`);
