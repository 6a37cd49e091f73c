/** The places where plugins draw beside what the workbench shows itself. */
import type { CallView, DataRow, TypeSchema } from '@zuoxi/contracts';
import type { RowFacts } from '@zuoxi/plugin/ui';
import { createElement, type ReactNode } from 'react';
import { useLanguage } from '../../i18n/use-words';
import { Card } from '../card';
import { isFor, useBrought, type Brought } from './brought';
import { Guarded } from './Guarded';

function Framed({
  brought: { plugin, one },
  where,
  children,
}: {
  brought: Brought<'row' | 'pop'>;
  where: string;
  children: ReactNode;
}) {
  const [language] = useLanguage();
  return (
    <Card title={one.label[language]} testId={`plugin-${plugin}-${one.id}`}>
      <Guarded plugin={plugin} where={where}>
        {children}
      </Guarded>
    </Card>
  );
}

export const RowPanels = ({ facts }: { facts: RowFacts }) =>
  useBrought('row')
    .filter(({ one }) => isFor(one, facts.type))
    .map((brought) => (
      <Framed key={brought.key} brought={brought} where="row">
        {createElement(brought.one.component, { facts })}
      </Framed>
    ));

export const CallPanels = ({ call }: { call: CallView }) =>
  useBrought('pop').map((brought) => (
    <Framed key={brought.key} brought={brought} where="pop">
      {createElement(brought.one.component, { call })}
    </Framed>
  ));

type At = Brought<'slots'>['one']['at'];

export const Slots = ({ at, type, row = null }: { at: At; type: TypeSchema; row?: DataRow | null }) =>
  useBrought('slots')
    .filter(({ one }) => one.at === at && isFor(one, type.name))
    .map(({ plugin, key, one }) => (
      <Guarded key={key} plugin={plugin} where={at}>
        {createElement(one.component, { type, row })}
      </Guarded>
    ));
