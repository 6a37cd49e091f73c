/** What a tenant says about its accounts: settings on the tenant's own row, added in `register()` before the database schema is made. */
import type { Core } from '@strapi/strapi';
import { idleHours, longestHours } from './sessions';

const named = (zh: string, en: string, help?: { zh: string; en: string }, choices?: object) => ({
  pluginOptions: { workbench: { label: { zh, en }, ...(help && { help }), ...(choices && { choices }) } },
});
const yes = { type: 'boolean', default: true, required: true };
const no = { ...yes, default: false };

const attributes = {
  firstLogin: {
    type: 'enumeration',
    enum: ['off', 'bind'],
    // without an SMS provider nobody would get the code: who switches this on has set one
    default: 'off',
    required: true,
    ...named(
      '首次登录',
      'First login',
      {
        zh: '“绑定”：首次登录须用短信验证码绑定手机号并填写昵称，之后才能使用（管理员除外）。请先设置短信通道。',
        en: 'Bind: a first login must bind a mobile number by SMS code and choose a nickname, admins excepted. Set an SMS provider first.',
      },
      { off: { zh: '直接进入', en: 'Enter at once' }, bind: { zh: '绑定手机号', en: 'Bind a mobile number' } },
    ),
  },
  allowSessionMove: {
    ...yes,
    ...named('允许登录转移到此处', 'Sessions may be moved', {
      zh: '账号已在别处登录时，本人可把登录转移过来（记入审计）；关闭后只能先在原处退出。',
      en: 'Who is logged in elsewhere may move the session here (audited). Off: they must log out there first.',
    }),
  },
  passwordMin: { type: 'integer', min: 6, max: 64, default: 10, required: true, ...named('密码最短', 'Password: at least') },
  passwordMax: { type: 'integer', min: 8, max: 64, default: 64, required: true, ...named('密码最长', 'Password: at most') },
  passwordScreened: {
    // not required: enterprises of before have none and keep their rules
    type: 'boolean',
    default: true,
    ...named('拒绝常见密码', 'Password: no common ones', {
      zh: '密码不能是众所周知的，也不能包含本人的工号、姓名或企业代码。',
      en: 'Neither a password that everybody knows nor one with the person’s number, name or enterprise in it.',
    }),
  },
  passwordDigits: { ...no, ...named('密码须含数字', 'Password: digits') },
  passwordLetters: { ...no, ...named('密码须含字母', 'Password: letters') },
  passwordSymbols: { ...no, ...named('密码须含符号', 'Password: symbols') },
  sessionIdleHours: {
    type: 'integer',
    min: 1,
    max: longestHours,
    default: idleHours,
    ...named('登录闲置时限（小时）', 'Logins: idle for at most (hours)', {
      zh: '工作台关着超过这么久，登录就结束；开着的工作台不算闲置。',
      en: 'A login ends when its workbench was closed for so long; an open one is not idle.',
    }),
  },
  sessionHours: {
    type: 'integer',
    min: 1,
    max: longestHours,
    default: longestHours,
    ...named('登录时限（小时）', 'Logins: for at most (hours)', {
      zh: '登录满这么久就结束，须再次输入密码。',
      en: 'So long after it began a login ends, and the password is asked for again.',
    }),
  },
};

export function addTenantSettings(strapi: Core.Strapi): void {
  Object.assign(strapi.contentType('api::tenant.tenant').attributes, attributes);
}
