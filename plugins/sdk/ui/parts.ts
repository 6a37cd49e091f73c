/** The workbench's own parts, for plugins: what its own pages are made of. */
import type { TextFieldProps } from '@mui/material/TextField';
import type { DataRow, FieldSchema, Filter, JobRow, Label, Related, TypeSchema } from '@zuoxi/contracts';
import type { ComponentType, ReactNode, RefObject } from 'react';
import type { Readable, RowField, Store } from './host';

export type Meaning = 'idle' | 'busy' | 'away' | 'call' | 'wrapUp' | 'off';
/** What is typed into a form and not saved yet, by field. */
export type Typed = Record<string, unknown>;

export type Parts = {
  // ---- frames
  /** a titled part of a page */
  Card: ComponentType<{ title: string; children: ReactNode; extra?: ReactNode; testId?: string; height?: number }>;
  /** words on the left, values on the right */
  Facts: ComponentType<{ rows: readonly (readonly [string, ReactNode])[]; columns?: 1 | 2 }>;
  /** an empty or failed part says what to do next */
  Sentence: ComponentType<{ children: ReactNode; alert?: boolean }>;
  /** a list on the left, what was chosen from it on the right; each scrolls for itself */
  TwoPanes: ComponentType<{ columns: string; testId: string; label: string; list: ReactNode; children: ReactNode }>;
  /** a line of that list */
  PickLine: ComponentType<{
    columns: string;
    on: boolean;
    testId: string;
    children: ReactNode;
    onClick?: () => void;
    onDoubleClick?: () => void;
  }>;
  /** asks before something is deleted */
  ConfirmDelete: ComponentType<{ open: boolean; what: string; onClose: () => void; onDelete: () => void }>;
  /** seconds left, in a ring that `of` of them fill */
  CountdownRing: ComponentType<{ left: number; of: number; meaning: Meaning }>;
  /** by the names that content types use */
  Icon: ComponentType<{ name: string; fontSize?: 'small' | 'medium' }>;

  // ---- screens that are made from the schema; loaded when they are first drawn
  /** the list of a type, with search, filters, columns, ticked rows; `filter`: what always holds */
  RowList: ComponentType<{ type: string; filter?: Filter }>;
  /** one row, read or written as the role may; `id` null: a new one. `page`: the address that it stands on, which is marked while something is not saved */
  OneRow: ComponentType<{ type: string; id: string | null; page: string; onSaved?: (row: DataRow) => void }>;
  /** the form alone; `typing` holds what is typed when the form is not drawn */
  RowForm: ComponentType<{
    type: TypeSchema;
    row: DataRow | null;
    path: string;
    onSave: (values: Record<string, unknown>) => Promise<void>;
    extra?: ReactNode;
    typing?: Store<Typed>;
  }>;
  /** rows of a type, found by typing */
  RowPicker: ComponentType<{
    target: string;
    label: string;
    value: Related[];
    many: boolean;
    onChange: (value: Related[]) => void;
    disabled?: boolean;
  }>;
  /** a value as lists show it */
  FieldValue: ComponentType<{ value: unknown; field: FieldSchema }>;
  /** a number that is called by a click */
  DialNumber: ComponentType<{ number: string; place?: RowField }>;
  /** lists and rows of a type are asked for again when somebody changes them */
  FreshRows: ComponentType<{ type: string }>;

  /** long work that a route began (`call.start`): how far it is, the way to cancel it; `onOver` is told once what became of it */
  JobProgress: ComponentType<{ id: string; onOver?: (job: JobRow) => void }>;

  // ---- hooks
  useStore: <T>(store: Readable<T>) => T;
  /** a type of the schema; undefined: not here yet, or not for this role */
  useType: (name: string) => TypeSchema | undefined;
  useLabels: () => (label: Label) => string;
  /** something made of a type's rows: asked again when they change, every `everyMs`, and while the record plane is away */
  useFresh: <T>(asked: { type: string; key: readonly string[]; ask: (signal: AbortSignal) => Promise<T>; everyMs?: number }) => {
    data: T | undefined;
    error: Error | null;
  };
  /** runs what a person asked for; a refusal becomes a sentence in the corner */
  useAttempt: () => (act: () => Promise<unknown>) => void;
  /** why nobody can be called now, in words; null: one can */
  useWhyNoCall: () => string | null;
  /** Ctrl+S saves the form in sight */
  useSaveKey: (form: RefObject<HTMLElement | null>, save: () => void) => void;
  /** what `show` makes of this moment, drawn again when that changes */
  useTick: <T extends string | number>(show: (now: number) => T) => T;

  // ---- small things
  /** `slotProps` of a select without a visible label, so that a screen reader says of what it is */
  selectNamed: (
    label: string,
    select?: { multiple?: boolean; displayEmpty?: boolean },
  ) => NonNullable<TextFieldProps['slotProps']>;
  /** `12:03` of milliseconds */
  clock: (ms: number) => string;
  /** `11-21 14:05:09` */
  dateTime: (at: number, now: number) => string;
};
