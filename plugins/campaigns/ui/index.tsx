/** Campaigns on the workbench: the page, the tasks on home, and the run that dials while the agent looks at something else. */
import { definePluginUi } from '@zuoxi/plugin/ui';
import { lazy } from 'react';
import { CampaignDesk } from './campaign-desk';
import { given } from './services';
import { en } from './words/en';
import { zh } from './words/zh';

const CampaignsPage = lazy(() => import('./CampaignsPage'));
const WorkTasks = lazy(() => import('./WorkTasks'));

const label = { zh: '外呼', en: 'Outbound' };

export default definePluginUi((host) => {
  const desk = new CampaignDesk(host);
  const services = { host, desk };
  return {
    words: { zh, en },
    pages: [{ id: 'work', label, menu: { icon: 'call', position: 0 }, component: given(services, CampaignsPage) }],
    home: [{ id: 'tasks', label, within: 'tasks', component: given(services, WorkTasks) }],
    background: [{ id: 'run', label, start: () => desk.start() }],
  };
});
