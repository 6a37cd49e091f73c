/** The workbench's own parts as plugins use them (plugins/sdk/ui/parts.ts). Screens that are made from the schema are loaded when the first one is drawn. */
import type { Parts } from '@zuoxi/plugin/ui';
import { lazy, Suspense, type ReactNode } from 'react';
import { useAttempt } from '../kit/attempt';
import { Card, Facts, Sentence } from '../kit/card';
import { ConfirmDelete } from '../kit/ConfirmDelete';
import { CountdownRing } from '../kit/CountdownRing';
import { FreshRows, useFresh } from '../kit/fresh';
import { iconOf } from '../kit/icons';
import { JobProgress } from '../kit/JobProgress';
import { useLive } from '../kit/services';
import { PickLine, TwoPanes } from '../kit/two-panes';
import { useSaveKey } from '../kit/use-save-key';
import { useLabels, useType } from '../kit/use-schema';
import { whyNot } from '../kit/why-not';
import { useWords } from '../i18n/use-words';
import { clock, dateTime } from '../lib/format';
import { selectNamed } from '../lib/select-named';
import { useTick } from '../lib/ticker';
import { useStore } from '../lib/use-store';
import { DialNumber } from '../screens/cells/DialNumber';

const RowList = lazy(() => import('../screens/list/RowList').then((m) => ({ default: m.RowList })));
const OneRow = lazy(() => import('../screens/form/OneRow').then((m) => ({ default: m.OneRow })));
const RowForm = lazy(() => import('../screens/form/RowForm').then((m) => ({ default: m.RowForm })));
const RowPicker = lazy(() => import('../screens/form/RelationPicker').then((m) => ({ default: m.RelationPicker })));
const FieldValue = lazy(() => import('../screens/cells/FieldValue').then((m) => ({ default: m.FieldValue })));

const Waiting = () => <Sentence>{useWords()('ra.page.loading')}</Sentence>;
/** What is within waits for its code where it stands, so that what surrounds it does not. */
const Late = ({ children }: { children: ReactNode }) => <Suspense fallback={<Waiting />}>{children}</Suspense>;

export const parts: Parts = {
  Card,
  Facts,
  Sentence,
  TwoPanes,
  PickLine,
  ConfirmDelete,
  CountdownRing,
  JobProgress,
  Icon({ name, fontSize = 'small' }) {
    const Shown = iconOf(name);
    return <Shown fontSize={fontSize} />;
  },
  RowList({ type: name, filter }) {
    const type = useType(name);
    return <Late>{type ? <RowList type={type} filter={filter} /> : <Waiting />}</Late>;
  },
  OneRow({ type: name, id, page, onSaved }) {
    const type = useType(name);
    return <Late>{type ? <OneRow type={type} id={id} path={page} onSaved={onSaved} /> : <Waiting />}</Late>;
  },
  RowForm: (props) => (
    <Late>
      <RowForm {...props} />
    </Late>
  ),
  RowPicker: (props) => (
    <Late>
      <RowPicker {...props} />
    </Late>
  ),
  FieldValue: (props) => (
    <Late>
      <FieldValue {...props} />
    </Late>
  ),
  DialNumber,
  FreshRows,
  useStore,
  useType,
  useLabels,
  useFresh,
  useAttempt,
  useWhyNoCall() {
    const no = useLive((s) => whyNot(s, 'call.callBack'));
    const t = useWords();
    return no && t(`why.${no}`);
  },
  useSaveKey,
  useTick,
  selectNamed,
  clock,
  dateTime,
};
