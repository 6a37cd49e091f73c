/** What this plugin keeps in memory, one of each a running Strapi. */
import type { Core } from '@strapi/strapi';
import { RefusedRequests } from './audit/refused-requests';
import { Captchas } from './captcha/captchas';
import { AddressLimit } from './login/limit';
import { Workbenches } from './login/workbenches';
import { Delivery } from './providers/delivery';
import { sealKey } from './seal';
import { settingsOf, type Settings } from './settings';

export type Parts = {
  settings: Settings;
  captchas: Captchas;
  addresses: AddressLimit;
  workbenches: Workbenches;
  delivery: Delivery;
  refusedRequests: RefusedRequests;
  /** a key of its own for each purpose, from the instance's secret */
  key(purpose: string): Uint8Array;
};

const all = new WeakMap<Core.Strapi, Parts>();

export function partsOf(strapi: Core.Strapi): Parts {
  const known = all.get(strapi);
  if (known) return known;
  const settings = settingsOf(strapi);
  const made: Parts = {
    settings,
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
