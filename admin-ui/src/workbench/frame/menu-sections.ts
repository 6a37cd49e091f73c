/** Everything the left menu shows: the fixed pages, the content types, plugins' pages, and the settings that the role may touch (LOG-34, TEN-05). */
import type { ActionPermission } from '@zuoxi/contracts';
import { menuOf, useBroughtMenu } from '../../kit/menu';
import { useLabels, useSchema } from '../../kit/use-schema';
import { useWords } from '../../i18n/use-words';
import { embedPath, useEmbedded } from '../embedded/use-embedded';
import { homePath, menu, messagesPath, typePath } from '../../kit/pages';

export type MenuEntry = { path: string; label: string; icon: string };
export type MenuSection = { id: string; title: string | null; entries: MenuEntry[] };

type MenuItem = { icon: string; label: string };
const home: MenuItem = { icon: 'headset', label: 'page.home' };
const fixed: Readonly<Record<(typeof menu)[number], MenuItem>> = {
  '/me': { icon: 'person', label: 'page.me' },
  '/calls': { icon: 'history', label: 'page.records' },
  '/missed': { icon: 'missed', label: 'page.missed' },
  '/voicemail': { icon: 'voicemail', label: 'page.voicemail' },
  [messagesPath]: { icon: 'chat', label: 'page.messages' },
};

/** Content types that belong to what every agent has (WB-15). */
const basic: readonly string[] = [typePath('announcement')];

/** Settings pages that are written by hand, with the action that opens each. */
const pages: readonly { page: string; icon: string; needs: ActionPermission }[] = [
  { page: 'fields', icon: 'tune', needs: 'design' },
  { page: 'views', icon: 'view', needs: 'design' },
  { page: 'plugins', icon: 'extension', needs: 'plugins' },
  { page: 'outbox', icon: 'mail', needs: 'accounts' },
  { page: 'enterprises', icon: 'login', needs: 'tenants' },
  { page: 'audit', icon: 'security', needs: 'audit' },
];

export function useMenu(): MenuSection[] {
  const state = useSchema();
  const brought = useBroughtMenu();
  const embedded = useEmbedded('menu');
  const say = useLabels();
  const t = useWords();
  const named = (path: string, { icon, label }: MenuItem): MenuEntry => ({ path, label: t(label), icon });
  const types = state.kind === 'here' ? menuOf(state.schema, brought) : { business: [], settings: [] };
  const actions = state.kind === 'here' ? state.schema.actions : [];
  const ofTypes = types.business.map((item) => ({ ...item, label: say(item.label) }));
  const business = [
    ...ofTypes.filter(({ path }) => !basic.includes(path)),
    ...embedded.map(({ id, label }) => ({ path: embedPath(id), label, icon: 'link' })),
  ];
  const settings = [
    ...types.settings.map((item) => ({ ...item, label: say(item.label) })),
    ...pages
      .filter(({ needs }) => actions.includes(needs))
      .map(({ page, icon }) => ({ path: `/settings/${page}`, label: t(`settings.${page}.title`), icon })),
  ];
  return [
    { id: 'home', title: null, entries: [named(homePath, home)] },
    {
      id: 'basic',
      title: t('frame.basic'),
      entries: [...menu.map((path) => named(path, fixed[path])), ...ofTypes.filter(({ path }) => basic.includes(path))],
    },
    { id: 'business', title: t('frame.business'), entries: business },
    { id: 'settings', title: t('frame.settings'), entries: settings },
  ].filter(({ entries }) => entries.length > 0);
}
