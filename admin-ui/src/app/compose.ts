/** Puts the parts of the workbench together, once a page. The only place that touches `window`'s own things. */
import { z } from 'zod';
import { Store } from '../providers/store';
import { FrameClient } from '../providers/frame-client';
import { kept } from '../providers/kept';
import { LiveClient } from '../providers/live/client';
import { Http } from '../providers/strapi/http';
import { Records } from '../providers/strapi/records';
import { Platform } from '../providers/workbench/platform';
import { Audio } from '../softphone/audio';
import { AudioSettings } from '../softphone/audio';
import { Microphone } from '../softphone/microphone';
import { Phone } from '../softphone/phone';
import { Accounts } from '../login/accounts';
import { lastLoginIn, sessionIn } from '../login/session';
import { outside, type Doorway } from '../login/doorway';
import type { LoginServices } from '../login/services';
import { signOut } from '../login/sign-out';
import type { KitServices } from '../kit/services';
import type { MeServices } from '../me/services';
import type { MessagesServices } from '../messages/services';
import type { SettingsServices } from '../settings/services';
import type { WorkbenchServices } from '../workbench/services';
import { AccountClient } from '../me/account-client';
import { Mail } from '../messages/mail';
import { languageOf } from '../i18n/provider';
import { liveFor } from '../plugins/live';
import { pluginsOf } from '../plugins/plugins';
import { AuditLog } from '../settings/audit/audit-log';
import { Operator } from '../settings/operator/operator';
import { OutboxClient } from '../settings/outbox/outbox-client';
import { CallFacts } from '../workbench/call-facts';
import { Desk } from '../workbench/desk';
import { Dial } from '../workbench/dial';
import { followAddress } from '../workbench/frame/address';
import { onlyHome, Tabs, TabsState } from '../kit/tabs';
import { keptPerPerson } from '../providers/kept-per-person';
import { HomeLayout, noLayout } from '../workbench/home/layout';
import { Lock, ScreenLock } from '../workbench/lock/screen-lock';
import { Density } from '../theme/theme';
import { Notifier } from '../lib/notifier';
import { LookedAt } from '../workbench/reminders/use-reminders';
import { Toasts } from '../kit/toasts';

/** What every area declares that it needs. */
export type Services = KitServices & LoginServices & MeServices & MessagesServices & SettingsServices & WorkbenchServices;

export function compose(window: Window & typeof globalThis): Services {
  const { location, sessionStorage, localStorage, navigator } = window;
  const sockets = `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}`;
  const session = sessionIn(sessionStorage);
  const http = new Http('/api', () => session.get()?.jwt ?? null);
  const accounts = new Accounts(http, session);
  const live = new LiveClient({
    url: `${sockets}/live`,
    page: randomName(),
    token: (renew) => accounts.liveToken(renew),
    WebSocket: window.WebSocket,
    clock: () => Date.now(),
  });
  const audioSettings = kept(localStorage, 'zuoxi.audio', AudioSettings, AudioSettings.parse({}));
  const audio = new Audio(audioSettings);
  const microphone = new Microphone(navigator.mediaDevices, () => audioSettings.get().microphone);
  const phone: Phone = new Phone({
    url: `${sockets}/sip`,
    // dialled here, back after a reload, or from a queue that answers by itself (INB-05): the view names the call and the leg that is being rung
    confirmed: ({ call, leg }) => {
      const activity = live.state.get().view?.activity;
      if (desk.hasHungUp(call)) return false;
      return (
        (activity?.kind === 'talking' || activity?.kind === 'offered') &&
        activity.call === call &&
        (leg === null || activity.leg === leg)
      );
    },
    onConfirm: (listener) => live.state.subscribe(listener),
    microphone: () => microphone.stream(),
    speak: (remote) => audio.speak(remote),
    refused: () => live.renewCredentials(),
  });
  const desk: Desk = new Desk({ live, phone, microphone, audio, askNotices: () => Notifier.ask() });
  const unlock = (): void => void audio.unlock();
  for (const event of ['pointerdown', 'keydown'] as const) window.addEventListener(event, unlock, { capture: true });
  window.addEventListener('online', () => live.wake());
  window.document.addEventListener('visibilitychange', () => live.wake());
  const tabs = new Tabs(kept(sessionStorage, 'zuoxi.tabs', TabsState, onlyHome));
  followAddress(tabs, window);
  const toasts = new Toasts();
  const platform = new Platform(http, session, () => session.set(null));
  const plugins = pluginsOf({
    http,
    session,
    client: platform.client,
    live: liveFor(live, platform.client),
    actions: () => {
      const now = platform.schema.state.get();
      return now.kind === 'here' ? now.schema.actions : [];
    },
    storage: sessionStorage,
    language: () => languageOf(window.document.documentElement.lang),
    dial: (number) => desk.dial(number),
    open: (path) => tabs.open(path),
    say: (words) => ('key' in words ? toasts.say(words.key, words.values) : toasts.say('plugins.sentence', words)),
    share: () => import('./share'),
  });
  const followSchema = (): void => {
    const now = platform.schema.state.get();
    plugins.use(now.kind === 'here' ? now.schema.ui : []);
  };
  platform.schema.state.subscribe(followSchema);
  const account = new AccountClient(http);
  const locked = kept(sessionStorage, 'zuoxi.lock', Lock.nullable(), null);
  session.subscribe(() => session.get() || locked.set(null)); // the next person begins unlocked
  const screenLock = new ScreenLock({
    live,
    state: locked,
    goOnline: () => desk.goOnline(),
    prove: (body) => account.unlock(body),
    tell: (reason) => account.lock({ reason }),
    clock: () => Date.now(),
  });
  return {
    session,
    tabs,
    lastLogin: lastLoginIn(localStorage),
    accounts,
    messages: new OutboxClient(http),
    auditLog: new AuditLog(http),
    operator: new Operator(http, session, () => {
      tabs.state.set(onlyHome);
      location.assign('/'); // everything on the page was another tenant's
    }),
    doorway: new Store<Doorway>(outside),
    records: new Records(http),
    live,
    phone,
    microphone,
    audio,
    audioSettings,
    desk,
    facts: new CallFacts(live),
    dial: new Dial(desk),
    toasts,
    platform,
    plugins,
    frame: new FrameClient(http),
    mail: new Mail(http, session),
    announcementsSeen: keptPerPerson(localStorage, 'zuoxi.announcements-seen', LookedAt, 0, session),
    homeLayout: keptPerPerson(localStorage, 'zuoxi.home', HomeLayout, noLayout, session),
    workLinkOf: kept(sessionStorage, 'zuoxi.work-link', z.string(), ''),
    account,
    signOut: () => signOut({ live, accounts, session, tabs }),
    screenLock,
    lockAsked: new Store(false),
    sessionsOpen: kept(localStorage, 'zuoxi.sessions', z.boolean().nullable(), null),
    barCompact: kept(localStorage, 'zuoxi.bar', z.boolean(), false),
    density: kept(localStorage, 'zuoxi.density', Density, 'compact'),
    preferencesOpen: new Store(false),
    helpOpen: new Store(false),
    passwordOpen: new Store(false),
    audioOpen: new Store(false),
    checked: kept(localStorage, 'zuoxi.checked', z.boolean(), false),
  };
}

/** crypto.randomUUID exists in secure contexts only; the page must load elsewhere too, to say so. */
const randomName = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(12)), (b) => b.toString(16).padStart(2, '0')).join('');
