import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useServices } from './services';
import { useWords } from '../i18n/use-words';
import { recordsResource } from '../providers/strapi/data-provider';
import { isTestCall } from './check/steps';
import { callPath } from '../kit/pages';
import { Notifier } from '../lib/notifier';
import { numberWords } from '../kit/calls/number-words';

/** How long the record plane needs, at most, to have a call that just ended; asked twice, because it is usually much quicker. */
const recordArrivesMs = [300, 2_000] as const;

/** What happens on the page because something happened in a call: its tab, the window's title, a desktop notice, a fresh list. */
export function Watch() {
  const { live, tabs, audio, toasts, phone } = useServices();
  const queries = useQueryClient();
  const t = useWords();

  useEffect(() => {
    const notifier = new Notifier();
    let before = live.state.get().view;
    const title = (): string => {
      const { view } = live.state.get();
      return view?.activity.kind === 'offered' ? t('title.ringing', { number: view.call?.number ?? '' }) : t('title.page');
    };
    const look = (): void => {
      const { view } = live.state.get();
      if (view === before) return;
      const { activity, call } = view ?? {};
      const was = before?.activity;
      document.title = title();
      if (call && (activity?.kind === 'offered' || activity?.kind === 'talking')) {
        const path = callPath(call.id);
        if ((was?.kind === 'idle' || was?.kind === 'wrapUp') && !isTestCall(view))
          tabs.open(path, { background: true, title: numberWords(t, call.number) });
        tabs.name(path, numberWords(t, call.number));
      }
      if (activity?.kind === 'offered' && was?.kind !== 'offered')
        notifier.show(t('title.ringing', { number: call?.number ?? '' }), call?.queue?.name ?? '', () =>
          tabs.open(callPath(activity.call)),
        );
      if (activity?.kind !== 'offered') notifier.clear();
      if (was?.kind === 'wrapUp' && activity?.kind === 'idle' && was.until !== null) audio.chime();
      before = view;
    };
    const stop = [
      live.state.subscribe(look),
      live.onFact(({ fact }) => {
        if (fact.type === 'offer.ended' && fact.result === 'noAnswer' && fact.agent === live.state.get().view?.agent.id)
          toasts.say('toast.noAnswer');
        if (fact.type === 'mobile.switched' && fact.by === 'system') toasts.say('byMobile.failed');
        if (fact.type !== 'call.ended') return;
        for (const ms of recordArrivesMs) setTimeout(() => void queries.invalidateQueries({ queryKey: [recordsResource] }), ms);
      }),
    ];
    look();
    document.title = title();
    return () => stop.forEach((end) => end());
  }, [live, tabs, audio, toasts, queries, t]);

  // a closed tab ends the sound; the browser asks first (a reload gets the call back, but with some seconds of music)
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent): void => {
      if (phone.state.get().call) event.preventDefault();
    };
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [phone]);

  return null;
}
