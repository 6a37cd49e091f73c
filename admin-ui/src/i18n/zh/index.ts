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
import { raZh } from './ra';
import { plugins } from './plugins';
import { pages } from './pages';
import { callBar } from './call-bar';
import { sound } from './sound';
import { calls } from './calls';
import { records } from './records';
import { login } from './login';

/** Every word on the screen, by key. `en` has the same shape; a test finds missing and unused keys. */
const own = {
  plugins,
  ...pages,
  pair: { named: '%{name}：%{words}', comma: '、' },
  action: {
    close: '关闭',
    retry: '重试',
    refresh: '刷新',
    wrapUp: { freeze: '继续整理', finish: '开始接听' },
    call: { redial: '再次拨打' },
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
    fields: { title: '自定义字段' },
    views: { title: '视图与字段包' },
    plugins: { title: '插件' },
    outbox: { title: '发件箱' },
    enterprises: { title: '进入企业' },
    audit: { title: '审计日志' },
  },
  queues: { title: '我的队列', waiting: '排队', longest: '最长', none: '您的班组还没有队列，请联系管理员分配。' },
  ...callBar,
  avatar: {
    admin: '管理后台',
    audio: '声音设置',
    lock: '锁屏',
    logout: '退出登录',
  },
  ...sound,
  ...calls,
  ...records,
  ...login,
  doors,
  outbox,
  audit,
  operator,
};

export type Dictionary = typeof own;
export const zh = { ...own, ra: raZh };
