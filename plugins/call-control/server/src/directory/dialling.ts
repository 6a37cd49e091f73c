/** What a tenant's row says of dialling (contracts/dialling.ts): lists as people write them in a text box, which its pattern has checked. */

type Row = Record<string, unknown>;
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** One prefix a line, or with commas between them. */
const prefixes = (value: unknown): string[] =>
  text(value)
    .split(/[\s,;，；、]+/)
    .filter(Boolean);

/** One prefix and its price a line: `0085 1.2`. */
const tariff = (value: unknown): { prefix: string; perMinute: number }[] =>
  text(value)
    .split(/[\r\n]+/)
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [prefix = '', price = ''] = line.trim().split(/[\s,，]+/);
      return { prefix, perMinute: Number(price) };
    });

/** PostgreSQL's decimals come as texts. */
const money = (value: unknown): number | null => (value === null || value === undefined ? null : Number(value));
/** A row that is older than the setting begins as a new one does. */
const count = (value: unknown): unknown => value ?? undefined;

export const diallingSql =
  'dial_prefixes, dial_opened, calls_per_hour, agent_calls_per_hour, cost_per_hour, agent_cost_per_hour, tariff';

export const diallingOf = (row: Row): Row => ({
  allowed: prefixes(row.dial_prefixes),
  opened: prefixes(row.dial_opened),
  callsPerHour: { agent: count(row.agent_calls_per_hour), tenant: count(row.calls_per_hour) },
  costPerHour: { agent: money(row.agent_cost_per_hour), tenant: money(row.cost_per_hour) },
  tariff: tariff(row.tariff),
});
