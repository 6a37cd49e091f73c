/** The places where plugins draw: home, one row, a call's page, the call bar. Nothing is there when no plugin brings anything. */
import type { CallView } from '@zuoxi/contracts';
import type { Panel, RowFacts } from '@zuoxi/plugin/ui';
import { createElement, type ReactNode } from 'react';
import { useServices } from '../services';
import { useLanguage, useWords } from '../../i18n/use-words';
import { useStore } from '../../lib/use-store';
import { Card, Sentence } from '../card';
import { PluginGuard } from './PluginGuard';

/** Guards one contribution; `key` it by plugin and id. */
export function Guarded({ plugin, where, children }: { plugin: string; where: string; children: ReactNode }) {
  const { plugins } = useServices();
  const t = useWords();
  return (
    <PluginGuard
      broken={<Sentence alert>{t('plugins.broken', { plugin })}</Sentence>}
      tell={(error) => plugins.trouble(plugin, where, error)}
    >
      {children}
    </PluginGuard>
  );
}

type Slot = { at: 'home' } | { at: 'row'; facts: RowFacts } | { at: 'pop'; call: CallView };
type Shown = { plugin: string; panel: Pick<Panel<object>, 'id' | 'label'>; drawn: ReactNode };

export function usePanels(slot: Slot): Shown[] {
  const { plugins } = useServices();
  return useStore(plugins.loaded).flatMap(({ plugin, ui }): Shown[] => {
    if (slot.at === 'home') return (ui.home ?? []).map((panel) => ({ plugin, panel, drawn: createElement(panel.component, {}) }));
    if (slot.at === 'pop')
      return (ui.pop ?? []).map((panel) => ({ plugin, panel, drawn: createElement(panel.component, { call: slot.call }) }));
    return (ui.row ?? [])
      .filter(({ types }) => !types || types.includes(slot.facts.type))
      .map((panel) => ({ plugin, panel, drawn: createElement(panel.component, { facts: slot.facts }) }));
  });
}

export function PluginSlot(slot: Slot) {
  const [language] = useLanguage();
  return usePanels(slot).map(({ plugin, panel, drawn }) => (
    <Card key={`${plugin}/${panel.id}`} title={panel.label[language]} testId={`plugin-${plugin}-${panel.id}`}>
      <Guarded plugin={plugin} where={slot.at}>
        {drawn}
      </Guarded>
    </Card>
  ));
}
