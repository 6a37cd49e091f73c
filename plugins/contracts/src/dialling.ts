/** Whom a tenant's agents may dial, how often and for how much: the rules, and what is shut unless the operator opens it. */
import { z } from 'zod';

/** How a number begins, as people write it: `0085`, `+852`, `1390`, `*`. */
export const Prefix = z.string().regex(/^(\+|[0-9*#])[0-9*#]{0,15}$/);

export const emergencyNumbers: readonly string[] = ['110', '119', '120', '122'];

/**
 * Shut for everybody: foreign countries, which is where the money of a stolen phone goes, and at home what costs more than a call.
 * 400 and 800, banks (95…) and public services (12…) are ordinary numbers.
 */
export const shutPrefixes: readonly string[] = [
  '00', // abroad
  ...['00870', '00878', '00881', '00882', '00883', '00888', '00979'], // satellites and networks without a country: also where abroad is open
  ...['001900', '00449', '0044870', '0044871'], // premium numbers abroad
  // countries and islands of call-back fraud: one ring, and who calls back pays
  ...[
    '00216',
    '00222',
    '00223',
    '00224',
    '00225',
    '00231',
    '00232',
    '00235',
    '00242',
    '00243',
    '00247',
    '00252',
    '00257',
    '00261',
  ],
  ...[
    '00269',
    '00290',
    '00371',
    '00372',
    '00373',
    '00375',
    '00381',
    '00387',
    '00389',
    '00501',
    '00509',
    '00592',
    '00670',
    '00672',
  ],
  ...[
    '00674',
    '00675',
    '00676',
    '00677',
    '00678',
    '00679',
    '00681',
    '00682',
    '00683',
    '00685',
    '00686',
    '00687',
    '00688',
    '00690',
  ],
  ...[
    '00960',
    '00992',
    '001242',
    '001246',
    '001264',
    '001268',
    '001284',
    '001345',
    '001441',
    '001473',
    '001649',
    '001664',
    '001721',
  ],
  ...['001758', '001767', '001784', '001809', '001829', '001849', '001868', '001869', '001876'],
  ...['160', '161', '168', '169', '96'], // information lines
  ...['179', '10193', '11808', '12593'], // another carrier first: what follows could be any number
  ...['*', '#'], // the carrier's own services, among them call forwarding
];

export const Tariff = z.array(z.object({ prefix: Prefix, perMinute: z.number().min(0).max(10_000) })).max(1000);

/** null: no limit */
const Limit = z.number().int().min(0).nullable();
const Money = z.number().min(0).nullable();

/** Hours slide. Costs are in the currency of the tariff; without a tariff nothing costs anything. */
export const DiallingRules = z.object({
  /** a number begins with one of these; none: with any */
  allowed: z.array(Prefix).max(500).default([]),
  /** opened although it is shut: the longest prefix that fits decides */
  opened: z.array(Prefix).max(500).default([]),
  shut: z
    .array(Prefix)
    .max(500)
    .default([...shutPrefixes]),
  callsPerHour: z.object({ agent: Limit.default(200), tenant: Limit.default(5000) }).prefault({}),
  costPerHour: z.object({ agent: Money.default(null), tenant: Money.default(null) }).prefault({}),
  tariff: Tariff.default([]),
});
export type DiallingRules = z.infer<typeof DiallingRules>;
