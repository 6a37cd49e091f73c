import { audit } from './audit';
import { blocking } from './blocking';
import { desktop } from './desktop';
import { entry } from './entry';
import { frame } from './frame';
import { screens } from './screens';
import { importing } from './importing';
import { jobs } from './jobs';
import { me } from './me';
import { messages } from './messages';
import { doors } from './doors';
import { byMobile } from './by-mobile';
import { operator } from './operator';
import { outbox } from './outbox';
import { refusals } from './refusals';
import { roles } from './roles';
import { selfService } from './self-service';
import { sessions } from './sessions';
import { voicemail } from './voicemail';
import english from 'ra-language-english';
import type { Dictionary } from '../zh';
import { plugins } from './plugins';
import { pages } from './pages';
import { callBar } from './call-bar';
import { sound } from './sound';
import { calls } from './calls';
import { records } from './records';
import { login } from './login';

const own: Dictionary = {
  plugins,
  ...pages,
  pair: { named: '%{name}: %{words}', comma: ', ' },
  action: {
    close: 'Close',
    retry: 'Try again',
    refresh: 'Refresh',
    wrapUp: { freeze: 'Keep wrapping up', finish: 'Start answering' },
    call: { redial: 'Dial again' },
  },
  lock: desktop.lock,
  preferences: desktop.preferences,
  announcements: frame.announcements,
  embedded: frame.embedded,
  selfService,
  sessions,
  importing,
  blocking,
  voicemail,
  byMobile,
  entry,
  jobs,
  me,
  ...messages,
  ...screens,
  refusal: refusals,
  roles,
  settings: {
    fields: { title: 'Custom fields' },
    views: { title: 'Views' },
    plugins: { title: 'Plugins' },
    outbox: { title: 'Outbox' },
    enterprises: { title: 'Enter an enterprise' },
    audit: { title: 'Audit log' },
  },
  queues: {
    title: 'My queues',
    waiting: 'Waiting',
    longest: 'Longest',
    none: 'Your groups have no queue yet. Ask an administrator for one.',
  },
  ...callBar,
  avatar: { admin: 'Admin console', audio: 'Sound', lock: 'Lock the screen', logout: 'Log out' },
  ...sound,
  ...calls,
  ...records,
  ...login,
  doors,
  outbox,
  audit,
  operator,
};

export const en = { ...own, ra: english.ra };
