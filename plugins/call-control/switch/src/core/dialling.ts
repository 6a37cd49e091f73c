/** Numbers as rules compare them: which may be dialled, and what a minute costs. Rules and lists: contracts/dialling.ts. */
import { DiallingRules, emergencyNumbers } from '@zuoxi/contracts';

type Priced = DiallingRules['tariff'][number];
/** Prefixes as numbers are compared, the tariff's longest first. */
export type Dialling = Readonly<
  Pick<DiallingRules, 'callsPerHour' | 'costPerHour'> & { allowed: string[]; opened: string[]; shut: string[]; tariff: Priced[] }
>;

const ofHome = /^0086/;
const comparable = (prefix: string): string => prefix.replace(/^\+/, '00').replace(ofHome, '');

/** A directory that an older switch kept on disk has no rules: then it is what everybody begins with. */
export function diallingOf(given: DiallingRules | undefined): Dialling {
  const { allowed, opened, shut, tariff, ...limits } = DiallingRules.parse(given ?? {});
  return {
    ...limits,
    allowed: allowed.map(comparable),
    opened: opened.map(comparable),
    shut: shut.map(comparable),
    tariff: tariff.map((t) => ({ ...t, prefix: comparable(t.prefix) })).sort((a, b) => b.prefix.length - a.prefix.length),
  };
}

/** +86 21 1234 5678 is dialled as 021 1234 5678, +86 138 … as 138 …: one number is compared in one way. */
function asDialledHere(number: string): string {
  const whole = number.replace(/^\+/, '00');
  if (!ofHome.test(whole)) return whole;
  const home = whole.replace(ofHome, '');
  return /^(?!400|800)(10|2\d|[3-9]\d\d)\d{7,8}$/.test(home) ? `0${home}` : home;
}

export const isEmergency = (number: string): boolean => emergencyNumbers.includes(number);

/** What agents without the right to see it are shown in a number's place (`masked`): dialled from a phone's list of calls it would be somebody else's. */
export const isMasked = (number: string): boolean => /\d\*{2,}\d/.test(number);

/** An information line is reached by an area code or a leading zero as well. */
const areaCode = /^0(10|2\d|[3-9]\d\d)/;
const ways = (number: string): string[] => [number, number.replace(areaCode, ''), number.replace(/^0(?!0)/, '')];

const longest = (prefixes: readonly string[], number: string): number =>
  prefixes.reduce((most, prefix) => (prefix.length > most && number.startsWith(prefix) ? prefix.length : most), -1);

/** The longest prefix decides; opened wins against a shut one of the same length. */
const isShut = ({ opened, shut }: Dialling, number: string): boolean =>
  ways(number).some((way) => longest(shut, way) > Math.max(longest(opened, way), longest(opened, number)));

export function mayBeDialled(rules: Dialling, typed: string): boolean {
  if (isEmergency(typed)) return true;
  const number = asDialledHere(typed);
  const wanted = rules.allowed.length === 0 || longest(rules.allowed, number) >= 0;
  return wanted && !isShut(rules, number);
}

/** 0: free, or not in the tariff. */
export function perMinuteOf({ tariff }: Dialling, typed: string): number {
  const number = asDialledHere(typed);
  return tariff.find(({ prefix }) => number.startsWith(prefix))?.perMinute ?? 0;
}
