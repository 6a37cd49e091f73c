/** What stands on home (WB-01): our own panels, those of plugins, and other systems' pages. */
import { useQueryClient } from '@tanstack/react-query';
import { createElement } from 'react';
import { useServices } from '../workbench/services';
import { useLanguage, useWords } from '../i18n/use-words';
import { useBrought } from '../kit/slots/brought';
import { Guarded } from '../kit/slots/Guarded';
import { recordsResource } from '../providers/strapi/data-provider';
import { Card, Sentence } from '../kit/card';
import { useEmbedded } from '../workbench/embedded/use-embedded';
import { Embedded } from '../workbench/embedded/Embedded';
import { announcementsKey } from '../workbench/announcements/use-announcements';
import { Announcements } from '../workbench/announcements/Announcements';
import { BasicInfo } from '../workbench/home/BasicInfo';
import { CurrentCall } from '../workbench/home/CurrentCall';
import type { HomePanel } from '../workbench/home/Panel';
import { Recent } from '../records/home/Recent';
import { Today } from '../records/home/Today';

/** What is to be done, and when: lines that plugins bring. */
function Lines({ panel }: { panel: 'tasks' | 'schedule' }) {
  const t = useWords();
  const brought = useBrought('home').filter(({ one }) => one.within === panel);
  return (
    <Card title={t(`home.${panel}`)} testId={panel}>
      {brought.length === 0 && <Sentence>{t(`home.empty.${panel}`)}</Sentence>}
      {brought.map(({ plugin, key, one }) => (
        <Guarded key={key} plugin={plugin} where="home">
          {createElement(one.component)}
        </Guarded>
      ))}
    </Card>
  );
}

const embeddedHeight = 320;

export function usePanels(): HomePanel[] {
  const { phone, live } = useServices();
  const client = useQueryClient();
  const t = useWords();
  const [language] = useLanguage();
  const brought = useBrought('home');
  const embedded = useEmbedded('home');
  const askPhone = (): void => {
    phone.refresh();
    live.ping();
  };
  const ask = (queryKey: readonly string[]) => () => void client.invalidateQueries({ queryKey });
  const calls = ask([recordsResource, 'today']);
  return [
    { id: 'basic', side: 'left', label: t('home.basic'), refresh: askPhone, shows: <BasicInfo /> },
    { id: 'today', side: 'left', label: t('home.today'), refresh: calls, shows: <Today /> },
    { id: 'schedule', side: 'left', label: t('home.schedule'), refresh: 'anew', shows: <Lines panel="schedule" /> },
    { id: 'call', side: 'right', label: t('call.current'), refresh: null, shows: <CurrentCall /> },
    {
      id: 'announcements',
      side: 'right',
      label: t('announcements.title'),
      refresh: ask(announcementsKey),
      shows: <Announcements />,
    },
    { id: 'recent', side: 'right', label: t('home.recent'), refresh: calls, shows: <Recent /> },
    { id: 'tasks', side: 'right', label: t('home.tasks'), refresh: 'anew', shows: <Lines panel="tasks" /> },
    ...brought
      .filter(({ one }) => !one.within)
      .map(({ plugin, key, one }): HomePanel => {
        const label = one.label[language];
        const shows = (
          <Card title={label} testId={`plugin-${plugin}-${one.id}`}>
            <Guarded plugin={plugin} where="home">
              {createElement(one.component)}
            </Guarded>
          </Card>
        );
        return { id: `plugin/${key}`, side: 'right', label, refresh: 'anew', shows };
      }),
    ...embedded.map((page): HomePanel => {
      const shows = (
        <Card title={page.label}>
          <Embedded page={page} height={embeddedHeight} />
        </Card>
      );
      return { id: `embed/${page.id}`, side: 'right', label: page.label, refresh: 'anew', shows };
    }),
  ];
}
