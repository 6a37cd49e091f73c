/** What each plugin is given (plugins/sdk/ui/contract.ts). */
import { dialable, RestErrorCode } from '@zuoxi/contracts';
import type { Ask, Host } from '@zuoxi/plugin/ui';
import { z } from 'zod';
import { useLive } from '../kit/services';
import { useLanguage } from '../i18n/use-words';
import type { Readable } from '../providers/store';
import type { LoginReply } from '@zuoxi/contracts';

export type HostNeeds = {
  session: Readable<LoginReply | null>;
  language(): 'zh' | 'en';
  dial(number: string): Promise<void>;
  open(path: string): void;
  say(sentence: string): void;
};

const Refusal = z.object({ error: z.object({ code: RestErrorCode, message: z.string().optional() }) });

/** A refused or failed request of a plugin. */
export class PluginAskError extends Error {
  constructor(
    readonly code: RestErrorCode | 'away',
    message: string,
  ) {
    super(message);
    this.name = 'PluginAskError';
  }
}

export function hostFor(plugin: string, needs: HostNeeds): Host {
  const request = async (path: string, { method = 'GET', body, signal }: Ask): Promise<Response> => {
    const bearer = needs.session.get()?.jwt;
    const response = await fetch(`/api/${plugin}${path}`, {
      method,
      signal,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(bearer ? { authorization: `Bearer ${bearer}` } : {}),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    }).catch((error: unknown) => {
      if (signal?.aborted) throw error;
      throw new PluginAskError('away', 'no answer');
    });
    if (response.ok) return response;
    const refusal = Refusal.safeParse(await response.json().catch(() => undefined));
    if (!refusal.success) throw new PluginAskError(response.status >= 502 ? 'away' : 'internal', String(response.status));
    const { code, message } = refusal.data.error;
    throw new PluginAskError(code, message ?? code);
  };
  return {
    plugin,
    who: () => needs.session.get(),
    useLanguage: () => useLanguage()[0],
    useWords() {
      const [language] = useLanguage();
      return (label) => label[language];
    },
    useCall: () => useLive((s) => s.view?.call ?? null),
    async ask(path, ask = {}) {
      const response = await request(path, ask);
      return response.status === 204 ? undefined : ((await response.json()) as unknown);
    },
    askFile: async (path, signal) => await (await request(path, { signal })).blob(),
    dial: (number) => needs.dial(dialable(number)),
    open: (page) => needs.open(page.startsWith('/') ? page : `/x/${plugin}/${page}`),
    say: (sentence) => needs.say(sentence[needs.language()]),
  };
}
