import { RestErrorCode } from '@zuoxi/contracts';

/** What an entry says was done: acts of their own have words, what is done to rows is said of their type. */
const named = [
  'login',
  'login-refused',
  'account-frozen',
  'session-moved',
  'session-ended',
  'screen-locked',
  'screen-unlocked',
  'unlock-refused',
  'password-changed',
  'password-reset',
  'password-refused',
  'code-sent',
  'code-refused',
  'mobile-bound',
  'email-changed',
  'request-refused',
  'number-asked',
  'number-askingStopped',
  'number-read',
  'recording-played',
  'recording-downloaded',
  'voicemail-played',
  'voicemail-downloaded',
  'caller-blocked',
  'trunk-granted',
  'number-granted',
  'provider-changed',
  'view-changed',
  'field-created',
  'field-changed',
  'field-removed',
  'plugin-switchedOn',
  'plugin-switchedOff',
  'plugin-changed',
  'operator-entered',
  'operator-left',
  'administrator-login',
  'administrator-created',
  'administrator-changed',
  'administrator-deleted',
  'administratorRole-created',
  'administratorRole-changed',
  'administratorRole-deleted',
  'apiToken-created',
  'apiToken-changed',
  'apiToken-deleted',
  'types-changed',
];
/** As the log writes them; their words have a dash where it has a dot. */
export const acts: readonly string[] = named.map((name) => name.replace('-', '.'));

const own = new Set(acts);
/** What may be done to anything; the first three are what the data API says of rows. */
export const verbs = ['created', 'changed', 'deleted', 'refused', 'read', 'sent', 'granted', 'ended'] as const;
const known: ReadonlySet<string> = new Set(verbs);
/** `askingStopped` → `asking stopped`: an act without words is at least read as some. */
const apart = (name: string): string => name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase();

/** `typeLabel`: of a content type by its wire name, undefined where the role does not see it. */
export function actWords(
  act: string,
  t: (key: string, values?: Record<string, string>) => string,
  typeLabel: (type: string) => string | undefined,
): string {
  if (own.has(act)) return t(`audit.act.${act.replace('.', '-')}`);
  const [type = '', verb = ''] = act.split('.');
  const label = typeLabel(type) ?? apart(type);
  if (known.has(verb)) return t(`audit.verb.${verb}`, { type: label });
  return verb ? t('audit.verb.other', { type: label, verb: apart(verb) }) : label;
}

/** What entries say beside it; a name that is not here is shown as the log has it. */
export const detailNames = [
  'address',
  'reason',
  'operator',
  'of',
  'enterprise',
  'number',
  'fields',
  'from',
  'channel',
  'kind',
  'method',
  'route',
  'needed',
  'type',
  'times',
  'rows',
  'targets',
  'types',
  'days',
  'misses',
  'pages',
  'segment',
  'count',
  'browser',
  'to',
];
const knownDetails = new Set(detailNames);

const said = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
/** Why something was refused is one of our codes. */
const reason = (text: string, t: (key: string) => string): string =>
  RestErrorCode.safeParse(text).success ? t(`refusal.${text}`) : text;

/** `fieldLabel`: of a field of the type that the entry is about, undefined where the role does not see it. */
export const detailWords = (
  details: Readonly<Record<string, unknown>>,
  t: (key: string, values?: Record<string, string>) => string,
  fieldLabel: (path: string) => string | undefined,
): string =>
  Object.entries(details)
    .map(([name, value]) => {
      const all = [value].flat().map(said);
      const words = all.map((one) => (name === 'fields' ? (fieldLabel(one) ?? one) : name === 'reason' ? reason(one, t) : one));
      return t('pair.named', {
        name: knownDetails.has(name) ? t(`audit.detail.${name}`) : name,
        words: words.join(t('pair.comma')),
      });
    })
    .join(' · ');

/** Accounts by name, the others by word; Strapi's administrators are written `admin:<id> <email>`. */
export function actorWords(name: string, t: (key: string, values?: Record<string, string>) => string): string {
  if (name === 'system' || name === 'nobody') return t(`audit.${name}`);
  const [, id, email] = /^admin:(\S+)(?: (.+))?$/.exec(name) ?? [];
  return id ? t('audit.administrator', { name: email ?? id }) : name;
}
