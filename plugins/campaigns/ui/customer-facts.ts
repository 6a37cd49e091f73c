/** A row of the type `campaign-customer` as this page shows it. What a role may not see, or what is no such value, is not there. */
import { DataRow, Related } from '@zuoxi/contracts';
import { z } from 'zod';

/** The type on the workbench. */
export const customerType = 'campaign-customer';

const text = z.string().catch('');
const moment = z
  .string()
  .transform((iso) => Date.parse(iso))
  .refine(Number.isFinite)
  .nullable()
  .catch(null);

const Facts = DataRow.extend({
  name: text,
  number: text,
  status: text,
  attempts: z.number().catch(0),
  result: z
    .union([Related, z.array(Related).transform(([first]) => first ?? null)])
    .nullable()
    .catch(null)
    .transform((related) => related?.label ?? null),
  followUpAt: moment,
  lastCallAt: moment,
});
export type CustomerFacts = z.output<typeof Facts>;

export const customerFacts = (row: DataRow): CustomerFacts => Facts.parse(row);
