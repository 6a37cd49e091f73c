/** Who could get in by an address or a number hears at the old one that it is another now: the only place where a thief does not read along. */
import type { Core } from '@strapi/strapi';
import { maskedAddress } from '../codes/masked-address';
import { partsOf } from '../parts';

type Whose = {
  tenantRow: number;
  tenantName: string;
  number: string | null;
  language: string;
  email: string | null;
  mobile: string | null;
};

const ways = { emailChanged: { channel: 'email', of: 'email' }, mobileChanged: { channel: 'sms', of: 'mobile' } } as const;

/** `before`: the account as it was. `fresh`: null where there is none any more. */
export async function tellOldAddress(
  strapi: Core.Strapi,
  before: Whose,
  purpose: keyof typeof ways,
  fresh: string | null,
): Promise<void> {
  const { channel, of } = ways[purpose];
  const to = before[of];
  if (to === null || to === fresh) return;
  const { tenantRow, tenantName, number, language } = before;
  await partsOf(strapi).delivery.send({
    tenant: tenantRow,
    channel,
    purpose,
    to,
    language: language === 'en' ? 'en' : 'zh',
    values: { tenantName, number: number ?? '', address: fresh === null ? '' : maskedAddress(fresh) },
  });
}
