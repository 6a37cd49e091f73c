/** Below /api/accounts. Routes with no door are the ways in. */
import type { ActionPermission } from '@zuoxi/contracts';

const open = { auth: false };
const own = { auth: false, middlewares: ['plugin::accounts.signed-in'] };
/** good before the first login is complete, too (LOG-16) */
const early = { auth: false, middlewares: [{ name: 'plugin::accounts.signed-in', config: { early: true } }] };
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
  route('POST', '/live-token', 'account.liveToken', own),
  route('POST', '/logout', 'account.logout', early),
  route('POST', '/here', 'account.here', own),
  route('POST', '/move-here', 'account.moveHere', own),
  route('POST', '/unlock', 'password.unlock', own),
  route('POST', '/me/password', 'password.change', own),
  route('POST', '/me/code', 'code.bind', early),
  route('POST', '/first-login', 'profile.firstLogin', early),
  route('POST', '/me/mobile', 'profile.changeMobile', own),
  route('GET', '/me/profile', 'profile.find', own),
  route('PUT', '/me/profile', 'profile.update', own),
  route('GET', '/providers', 'provider.find', needs('accounts')),
  route('PUT', '/providers/:channel', 'provider.set', needs('accounts')),
  route('POST', '/providers/:channel/test', 'provider.test', needs('accounts')),
  route('GET', '/outbox', 'provider.outbox', needs('accounts')),
  route('GET', '/audit', 'audit.find', needs('audit')),
  route('GET', '/audit/verify', 'audit.verify', needs('audit')),
];
