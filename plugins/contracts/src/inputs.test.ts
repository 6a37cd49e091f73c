/**
 * Every text that somebody else may say has an end and holds no control character: all exported schemas are walked, so that a new one cannot slip in.
 * What only we say is listed by name.
 */
import { z } from 'zod';
import * as contracts from './index';
import * as environment from './environment';

/** Replies, views and facts: said by our own processes, of what was checked when it came in. */
const ours =
  /(Reply|Row|View|Record|Answer|Line|Message)$|^(Refusal|SignedIn|RecordPlaneHealth|Entrance|ChooseEntrance|Elsewhere|FirstLoginNeeded|Profile|SipCredentials|ToWorkbench|ToRecordPlane|FromMixer|LegMeter|Party|Segment|Fact|SwitchEvent|PressedKey|Intent|Activity|CallResult|MyCampaign|Addressee|Announcement|EmbeddedPage|AuditVerdict|Related|FileValue|FieldSchema|FieldIssue|TypeSchema|UiModule|WorkbenchSchema|Change|PluginInfo|DemoLogins|Providers|OwnSession|OwnSessions|Notice|Sender)$/;
/** These end like something of ours and are said by others. */
const notOurs = new Set(['SendMessage', 'CaptchaAnswer']);

type Schema = z.core.$ZodType;
const isSchema = (given: unknown): given is Schema => given instanceof z.core.$ZodType;
const everything: [string, unknown][] = Object.entries({ ...contracts, ...environment });
const exported = everything.filter(
  (one): one is [string, Schema] => isSchema(one[1]) && (notOurs.has(one[0]) || !ours.test(one[0])),
);

type Leaf = { path: string; schema: Schema };
const readsText = (schema: Schema): boolean => {
  const { def } = schema._zod;
  if (def.type === 'pipe' && 'in' in def && isSchema(def.in)) return def.in._zod.def.type === 'transform' || readsText(def.in);
  if ('innerType' in def && isSchema(def.innerType)) return readsText(def.innerType);
  return def.type === 'string';
};

/** Every place of a schema where text stands; a pipe is one place, since its later parts check what the first let through. */
function* leaves(schema: Schema, path: string, above: readonly Schema[] = []): Generator<Leaf> {
  if (above.includes(schema)) return; // a filter in a filter
  const inside = (one: unknown, name: string) => (isSchema(one) ? leaves(one, `${path}${name}`, [...above, schema]) : []);
  const { def } = schema._zod;
  const parts: Readonly<Record<string, unknown>> = { ...def };
  if (readsText(schema)) {
    // `json(Filter)` reads text and gives a list: what is in the list counts
    if (def.type === 'pipe' && isSchema(parts.in) && parts.in._zod.def.type === 'transform') yield* inside(parts.out, '');
    else yield { path, schema };
    return;
  }
  if (def.type === 'lazy' && typeof parts.getter === 'function') return yield* inside(parts.getter(), '');
  if (isShape(parts.shape)) for (const [name, one] of Object.entries(parts.shape)) yield* inside(one, `.${name}`);
  for (const name of ['element', 'valueType', 'innerType', 'left', 'right', 'in', 'out'])
    yield* inside(parts[name], name === 'element' ? '[]' : '');
  yield* inside(parts.keyType, '{key}');
  for (const list of [parts.options, parts.items])
    if (Array.isArray(list)) for (const [i, one] of list.entries()) yield* inside(one, `|${i}`);
}
const isShape = (given: unknown): given is Record<string, unknown> => typeof given === 'object' && given !== null;

const controls = ['\0', '\u0007', '\u001b', '\u007f', '\u0085'];
const longest = 100_000;
/** What it takes and may not, as it comes out. */
function flaws({ path, schema }: Leaf): string[] {
  const found: string[] = [];
  const given = new Set(
    controls.flatMap((c) => [1, 2, 8, 32, 40].flatMap((n) => [c.repeat(n), `${'a'.repeat(n)}${c}`, `1${c}${'1'.repeat(n)}`])),
  );
  for (const text of given) {
    const read = z.safeParse(schema, text);
    if (read.success && typeof read.data === 'string' && /[^\P{Cc}\t\n\r]/u.test(read.data)) {
      found.push(`${path} takes the control character ${JSON.stringify(text.match(/[^\P{Cc}\t\n\r]/u)?.[0])}`);
      break;
    }
  }
  for (const long of ['a', '1', 'a-', 'a/', 'http://a/'].map((piece) => `${piece}${'a'.repeat(longest)}`))
    if (z.safeParse(schema, long).success) found.push(`${path} takes ${longest} characters`);
  return found;
}

test('the walk finds what it looks for', () => {
  const bad = z.object({
    a: z.array(z.string()),
    b: z.union([z.number(), z.string().max(5).optional()]),
    c: z.record(z.string(), z.unknown()),
  });
  const good = z.object({
    a: contracts.line(5),
    b: contracts.prose(5).nullable().default(''),
    c: contracts.AgentId,
    d: contracts.PhoneNumber,
  });
  const flawsOf = (schema: Schema) => [...leaves(schema, 'x')].flatMap(flaws).map((flaw) => flaw.split(' takes ')[0]);
  expect([...new Set(flawsOf(bad))]).toEqual(['x.a[]', 'x.b|1', 'x.c{key}']);
  expect(flawsOf(good)).toEqual([]);
});

test('the walk reaches everything that is exported', () => {
  const places = exported.flatMap(([name, schema]) => [...leaves(schema, name)].map(({ path }) => path));
  for (const one of [
    'LoginRequest.password',
    'Directory.trunks[].host|1',
    'FromWorkbench|0.token',
    'ListQuery.search',
    'ToMixer|0.plan.recording.name',
  ])
    expect(places).toContain(one);
  expect(places.length).toBeGreaterThan(300);
});

test.each(exported)('%s takes text with an end and without control characters', (name, schema) => {
  expect([...leaves(schema, name)].flatMap(flaws)).toEqual([]);
});
