import { useEffect } from 'react';
import { useServices } from '../services';
import { useStore } from '../../lib/use-store';
import { embedPath, useEmbeddedPages } from './use-embedded';

/** EXT-06: the work link of the person's group opens by itself, once a login; not in front of what was opened meanwhile. */
export function WorkLink() {
  const { tabs, session, workLinkOf } = useServices();
  const login = useStore(session)?.session;
  const { data } = useEmbeddedPages();
  useEffect(() => {
    if (!login || !data || workLinkOf.get() === login) return;
    workLinkOf.set(login);
    const onHome = tabs.state.get().active === '/';
    for (const { id, label, place, atLogin } of data)
      if (atLogin && place === 'menu') tabs.open(embedPath(id), { background: !onHome, title: label });
  }, [tabs, login, data, workLinkOf]);
  return null;
}
