/** What each plugin is given (plugins/sdk/ui/host.ts). */
import { dialable, type ActionPermission, type LoginReply } from '@zuoxi/contracts';
import type { Host, Live, Rows } from '@zuoxi/plugin/ui';
import { z } from 'zod';
import { useLive } from '../kit/services';
import { useLanguage, useWords } from '../i18n/use-words';
import { kept } from '../providers/kept';
import { CommandFailed } from '../providers/live/command-failed';
import { Store, type Readable } from '../providers/store';
import { RestError, type Http } from '../providers/strapi/http';
import type { WorkbenchClient } from '../providers/workbench/client';

export type HostNeeds = {
  http: Http;
  session: Readable<LoginReply | null>;
  client: WorkbenchClient;
  live: Live;
  actions(): readonly ActionPermission[];
  storage: Storage;
  language(): 'zh' | 'en';
  dial(number: string): Promise<void>;
  open(path: string): void;
  /** a sentence as it is, or a key of the dictionaries */
  say(words: { sentence: string } | { key: string; values?: Record<string, string> }): void;
};

const rowsOf = (client: WorkbenchClient): Rows => ({
  page: (type, { filter = [], limit = 50, ...query } = {}, signal) => client.page(type, { filter, limit, ...query }, signal),
  one: (type, id, signal) => client.one(type, id, signal),
  create: (type, values) => client.create(type, values),
  update: (type, id, values) => client.update(type, id, values),
  remove: (type, id) => client.remove(type, id),
});

export function hostFor(plugin: string, needs: HostNeeds): Host {
  const { http, session, client, live } = needs;
  return {
    plugin,
    who: () => session.get(),
    may: (action) => needs.actions().includes(action),
    useLanguage: () => useLanguage()[0],
    useWords() {
      const t = useWords();
      const [language] = useLanguage();
      return (what, values) => (typeof what === 'string' ? t(what, values) : what[language]);
    },
    useCall: () => useLive((s) => s.view?.call ?? null),
    ask: (path, ask = {}) => http.ask({ ...ask, path: `/${plugin}${path}`, schema: z.unknown() }),
    askFile: (path, signal) => http.file(`/${plugin}${path}`, signal),
    rows: rowsOf(client),
    live,
    dial: (number) => needs.dial(dialable(number)),
    open: (page) => needs.open(page.startsWith('/') ? page : `/x/${plugin}/${page}`),
    say: (what, values) => needs.say(typeof what === 'string' ? { key: what, values } : { sentence: what[needs.language()] }),
    failureOf(error) {
      if (error instanceof CommandFailed) return { key: `error.${error.code}`, issues: [] };
      return error instanceof RestError ? { key: `refusal.${error.code}`, issues: error.said.issues ?? [] } : null;
    },
    store: (first) => new Store(first),
    kept(name, shape, first) {
      const store = kept(needs.storage, `zuoxi.${plugin}.${name}`, shape, first);
      session.subscribe(() => session.get() || store.set(first));
      return store;
    },
  };
}
