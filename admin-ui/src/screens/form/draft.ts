import type { DataRow, TypeSchema } from '@zuoxi/contracts';
import { useEffect, useMemo, useState } from 'react';
import { useServices } from '../../kit/services';
import { useStore } from '../../lib/use-store';
import { Store, type Writable } from '../../providers/store';
import { valueAt } from '../value-at';
import { sectionsOf, type FormPart, type SectionParts } from './sections';
import { held, toSend, type FormValues } from './values';

export type Draft = {
  sections: readonly SectionParts[];
  mayWrite: boolean;
  writable(part: FormPart): boolean;
  required(part: FormPart): boolean;
  /** what a field holds at the moment */
  valueOf(field: string): unknown;
  set(field: string, value: unknown): void;
  undo(): void;
  unsaved: boolean;
  /** what changed, as the server takes it */
  toSend(): Record<string, unknown>;
};

type DraftOptions = {
  type: TypeSchema;
  row: DataRow | null;
  /** the page it stands on, which says when something is not saved */
  path: string;
  /** holds what is typed; without, it is gone with the form */
  typing?: Writable<FormValues>;
};

const withField = (values: FormValues, path: string, value: unknown): FormValues => {
  const [name = '', inner] = path.split('.');
  if (inner === undefined) return { ...values, [name]: value };
  const before = values[name];
  return { ...values, [name]: { ...(typeof before === 'object' ? before : {}), [inner]: value } };
};

/** What is typed over a row. It lives here and not in the schema: when a field is added while somebody types, the field appears and the words stay. */
export function useDraft({ type, row, path, typing }: DraftOptions): Draft {
  const { tabs } = useServices();
  const begun = useMemo(() => held(type.fields, row), [type.fields, row]);
  const [own] = useState(() => new Store<FormValues>({}));
  const place: Writable<FormValues> = typing ?? own;
  const typed = useStore(place);
  const unsaved = Object.keys(typed).length > 0;
  useEffect(() => tabs.keep(path, unsaved), [tabs, path, unsaved]);
  useEffect(() => () => tabs.keep(path, false), [tabs, path]);

  const mayWrite = row ? (row.may?.update ?? type.may.update !== 'none') : type.may.create;
  const rules = (field: string) => type.view.fields[field] ?? {};
  return {
    sections: sectionsOf(type, row === null),
    mayWrite,
    writable: ({ schema }) =>
      mayWrite &&
      schema.access === 'write' &&
      rules(schema.path).readOnly !== true &&
      !((schema.fixed || schema.of.kind === 'uid') && row !== null),
    // a yes or no always has a value
    required: ({ schema }) => schema.of.kind !== 'boolean' && (schema.required || rules(schema.path).required === true),
    valueOf: (field) => (field in typed ? typed[field] : valueAt(begun, field)),
    set: (field, value) => place.set((all) => ({ ...all, [field]: value })),
    undo: () => place.set({}),
    unsaved,
    toSend() {
      const now = Object.entries(typed).reduce((values, [field, value]) => withField(values, field, value), begun);
      return toSend(type.fields, now, row ? begun : null);
    },
  };
}
