/** The low-code platform over REST (contracts/{schema,data,screen-view}.ts), one method a route. Every failure is a RestError. */
import {
  BulkReply,
  CountReply,
  CustomField,
  FieldIssue,
  FileValue,
  ImportReply,
  JobReply,
  ListReply,
  OneReply,
  SealedReply,
  subjectText,
  ViewPackage,
  WorkbenchSchema,
  type BulkBody,
  type DataRow,
  type Filter,
  type JobRow,
  type ScreenView,
  type Subject,
  type Sort,
  type ViewLayer,
  type ViewPatch,
} from '@zuoxi/contracts';
import { z } from 'zod';
import type { Http } from '../strapi/http';

/** Where a value stands. */
export type ValueRef = { type: string; id: string; field: string };
export type RowQuery = { filter: Filter; search?: string };
export type PageQuery = RowQuery & { sort?: Sort; limit: number; after?: string | null; skip?: number };
/** `removed`: hidden with its values, and back when a field of the same name is made. */
const StoredField = CustomField.extend({
  id: z.string(),
  removed: z.boolean().default(false),
  issues: z.array(FieldIssue).default([]),
});
export type StoredField = z.infer<typeof StoredField>;

const nothing = z.unknown();
const at = (...parts: string[]): string => `/workbench/${parts.map(encodeURIComponent).join('/')}`;

function query(given: Record<string, string | number | undefined | null>): string {
  const entries = Object.entries(given).flatMap(([k, v]) => (v === undefined || v === null || v === '' ? [] : [[k, String(v)]]));
  return entries.length > 0 ? `?${new URLSearchParams(entries)}` : '';
}
const asked = ({ filter, search }: RowQuery) => ({ filter: filter.length > 0 ? JSON.stringify(filter) : undefined, search });

export class WorkbenchClient {
  constructor(private readonly http: Http) {}

  schema = (): Promise<WorkbenchSchema> => this.http.ask({ path: at('schema'), schema: WorkbenchSchema });

  page(type: string, { sort, limit, after, skip, ...what }: PageQuery, signal?: AbortSignal): Promise<ListReply> {
    const given = { ...asked(what), sort: sort && JSON.stringify(sort), limit, after, skip };
    return this.http.ask({ path: at('data', type) + query(given), schema: ListReply, signal });
  }

  count = (type: string, what: RowQuery, signal?: AbortSignal): Promise<CountReply> =>
    this.http.ask({ path: at('data', type, 'count') + query(asked(what)), schema: CountReply, signal });

  async one(type: string, id: string, signal?: AbortSignal): Promise<DataRow> {
    return (await this.http.ask({ path: at('data', type, id), schema: OneReply, signal })).data;
  }

  /** The number in a field of a row, for the command `call.callBack`. The call is about that row, or about `subject`. */
  async sealed({ type, id, field }: ValueRef, subject?: Subject): Promise<string | null> {
    const path = at('data', type, id, 'dial', field) + query({ subject: subject && subjectText(subject) });
    return (await this.http.ask({ path, schema: SealedReply })).token;
  }

  async create(type: string, values: Record<string, unknown>): Promise<DataRow> {
    return (await this.http.ask({ path: at('data', type), method: 'POST', body: { values }, schema: OneReply })).data;
  }

  async update(type: string, id: string, values: Record<string, unknown>): Promise<DataRow> {
    return (await this.http.ask({ path: at('data', type, id), method: 'PUT', body: { values }, schema: OneReply })).data;
  }

  async remove(type: string, id: string): Promise<void> {
    await this.http.ask({ path: at('data', type, id), method: 'DELETE', schema: nothing });
  }

  bulk = (type: string, body: BulkBody): Promise<BulkReply> =>
    this.http.ask({ path: at('data', type, 'bulk'), method: 'POST', body, schema: BulkReply });

  /** What became of each row, in their order. */
  importRows = (type: string, rows: readonly Record<string, unknown>[]): Promise<ImportReply> =>
    this.http.ask({ path: at('data', type, 'import'), method: 'POST', body: { rows }, schema: ImportReply });

  /** Long work that plugins do for this person. */
  async job(id: string, signal?: AbortSignal): Promise<JobRow> {
    return (await this.http.ask({ path: at('jobs', id), schema: JobReply, signal })).data;
  }

  async cancelJob(id: string): Promise<void> {
    await this.http.ask({ path: at('jobs', id), method: 'DELETE', schema: nothing });
  }

  upload(file: File): Promise<FileValue> {
    const body = new FormData();
    body.set('file', file);
    return this.http.ask({ path: at('files'), method: 'POST', body, schema: FileValue });
  }

  async fields(): Promise<StoredField[]> {
    return (await this.http.ask({ path: at('fields'), schema: z.object({ data: z.array(StoredField) }) })).data;
  }

  async saveField({ id, ...body }: CustomField & { id?: string }): Promise<void> {
    await this.http.ask({
      path: id ? at('fields', id) : at('fields'),
      method: id ? 'PUT' : 'POST',
      body,
      schema: nothing,
    });
  }

  async removeField(id: string): Promise<void> {
    await this.http.ask({ path: at('fields', id), method: 'DELETE', schema: nothing });
  }

  /** What one layer says of a view, keys of the other layers left out. */
  layer = (type: string, layer: ViewLayer, role?: string): Promise<{ data: ViewPatch }> =>
    this.http.ask({ path: at('views', type, layer) + query({ role }), schema: z.object({ data: z.custom<ViewPatch>() }) });

  async saveView(type: string, layer: ViewLayer, view: Partial<ScreenView>, role?: string): Promise<void> {
    await this.http.ask({ path: at('views', type, layer) + query({ role }), method: 'PUT', body: view, schema: nothing });
  }

  async resetView(type: string, layer: ViewLayer, role?: string): Promise<void> {
    await this.http.ask({ path: at('views', type, layer) + query({ role }), method: 'DELETE', schema: nothing });
  }

  exported = (): Promise<ViewPackage> => this.http.ask({ path: at('package'), schema: ViewPackage });

  async imported(body: unknown): Promise<void> {
    await this.http.ask({ path: at('package'), method: 'PUT', body, schema: nothing });
  }

  async rollback(): Promise<void> {
    await this.http.ask({ path: at('package', 'rollback'), method: 'POST', schema: nothing });
  }
}
