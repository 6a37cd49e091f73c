/** Below /api/accounts. Routes with no door are the ways in. */
import type { ActionPermission } from '@zuoxi/contracts';

const open = { auth: false };
const own = { auth: false, middlewares: ['plugin::accounts.signed-in'] };
/** good before the first login is complete, too (LOG-16) */
const early = { auth: false, middlewares: [{ name: 'plugin::accounts.signed-in', config: { early: true, home: true } }] };
/** about the account itself: an operator who acts inside an enterprise is still who they are */
const home = { auth: false, middlewares: [{ name: 'plugin::accounts.signed-in', config: { home: true } }] };
const operators = {
  auth: false,
  middlewares: [...home.middlewares, { name: 'plugin::accounts.may', config: { action: 'tenants' satisfies ActionPermission } }],
};
const needs = (action: ActionPermission) => ({
  auth: false,
  middlewares: ['plugin::accounts.signed-in', { name: 'plugin::accounts.may', config: { action } }],
});

const route = (method: string, path: string, handler: string, config: object) => ({ method, path, handler, config });

export const routes = [
  route('POST', '/login', 'login.byNumber', open),
  route('POST', '/login/email', 'login.byEmail', open),
  route('POST', '/login/mobile', 'login.byMobile', open),
  route('POST', '/login/continue', 'login.continue', open),
  route('POST', '/codes', 'code.send', open),
  route('POST', '/captcha', 'captcha.open', open),
  route('GET', '/captcha/:id', 'captcha.picture', open),
  route('POST', '/password/reset', 'password.reset', open),
  route('GET', '/me', 'account.me', own),
  route('POST', '/live-token', 'account.liveToken', home),
  route('POST', '/logout', 'account.logout', early),
  route('POST', '/here', 'account.here', home),
  route('POST', '/move-here', 'account.moveHere', home),
  route('POST', '/lock', 'screen.lock', home),
  route('POST', '/unlock', 'screen.unlock', home),
  route('POST', '/me/password', 'password.change', home),
  route('POST', '/me/code', 'code.bind', early),
  route('POST', '/first-login', 'profile.firstLogin', early),
  route('POST', '/me/mobile', 'profile.changeMobile', home),
  route('POST', '/me/email/code', 'code.email', home),
  route('POST', '/me/email', 'profile.changeEmail', home),
  route('GET', '/me/sessions', 'ownSessions.find', home),
  route('DELETE', '/me/sessions', 'ownSessions.endOthers', home),
  route('DELETE', '/me/sessions/:id', 'ownSessions.end', home),
  route('GET', '/me/profile', 'profile.find', home),
  route('PUT', '/me/profile', 'profile.update', home),
  route('POST', '/act', 'operator.enter', operators),
  route('POST', '/act/end', 'operator.leave', home),
  route('POST', '/tenants/:id/admin', 'operator.firstAdmin', operators),
  route('GET', '/providers', 'provider.find', needs('accounts')),
  route('PUT', '/providers/:channel', 'provider.set', needs('accounts')),
  route('POST', '/providers/:channel/test', 'provider.test', needs('accounts')),
  route('GET', '/outbox', 'provider.outbox', needs('accounts')),
  route('GET', '/audit', 'audit.find', needs('audit')),
  route('GET', '/audit/verify', 'audit.verify', needs('audit')),
];
