/** What this plugin keeps in memory, one of each a running Strapi. */
import type { Core } from '@strapi/strapi';
import { sealKey } from '@zuoxi/record-plane';
import { RefusedRequests } from './audit/refused-requests';
import { Captchas } from './captcha/captchas';
import { audit } from './audit/audit';
import { Later } from './later';
import { AddressLimit } from './login/limit';
import { Refusals, type RefusalCount } from './login/refusals';
import { Workbenches } from './login/workbenches';
import { Delivery } from './providers/delivery';
import { settingsOf, type Settings } from './settings';

export type AccountServices = {
  settings: Settings;
  captchas: Captchas;
  addresses: AddressLimit;
  workbenches: Workbenches;
  delivery: Delivery;
  refusedRequests: RefusedRequests;
  /** what no answer waits for */
  later: Later;
  /** refused ways in, on their way to the audit log */
  refusals: Refusals;
  /** a key of its own for each purpose, from the instance's secret */
  key(purpose: string): Uint8Array;
};

const all = new WeakMap<Core.Strapi, AccountServices>();

export function partsOf(strapi: Core.Strapi): AccountServices {
  const known = all.get(strapi);
  if (known) return known;
  const settings = settingsOf(strapi);
  const later = new Later((what, error) =>
    strapi.log.error(`${what}: ${error instanceof Error ? error.message : String(error)}`),
  );
  const told = ({ tenant, target, act, ...details }: RefusalCount): void =>
    later.soon('audit', () => audit(strapi, { tenant, actor: 'nobody', act, target, details }));
  const made: AccountServices = {
    settings,
    later,
    refusals: new Refusals(told),
    captchas: new Captchas(),
    addresses: new AddressLimit(),
    workbenches: new Workbenches(),
    delivery: new Delivery(strapi, settings),
    refusedRequests: new RefusedRequests(),
    key: (purpose) => sealKey(settings.encryption, purpose),
  };
  all.set(strapi, made);
  return made;
}
