/** What an entry says was done: acts of their own have words, what is done to rows is said of their type. */
const named = [
  'login',
  'account-frozen',
  'session-moved',
  'password-changed',
  'password-reset',
  'mobile-bound',
  'provider-changed',
  'view-changed',
  'field-created',
  'field-changed',
  'field-removed',
  'plugin-switchedOn',
  'plugin-switchedOff',
  'operator-entered',
  'operator-left',
  'number-asked',
  'number-askingStopped',
  'number-read',
  'recording-played',
  'recording-downloaded',
  'voicemail-played',
  'voicemail-downloaded',
];
/** As the log writes them; their words have a dash where it has a dot. */
export const acts: readonly string[] = named.map((name) => name.replace('-', '.'));

const own = new Set(acts);
const verbs = new Set(['created', 'changed', 'deleted']);

/** `typeLabel`: of a content type by its wire name, undefined where the role does not see it. */
export function actWords(
  act: string,
  t: (key: string, values?: Record<string, string>) => string,
  typeLabel: (type: string) => string | undefined,
): string {
  if (own.has(act)) return t(`audit.act.${act.replace('.', '-')}`);
  const [type = '', verb = ''] = act.split('.');
  return verbs.has(verb) ? t(`audit.verb.${verb}`, { type: typeLabel(type) ?? type }) : act;
}

/** What entries say beside it; a name that is not here is shown as the log has it. */
export const detailNames = ['address', 'reason', 'operator', 'of', 'enterprise', 'number', 'fields', 'from', 'channel', 'kind', 'misses', 'rows', 'pages', 'segment'];
const known = new Set(detailNames);

const said = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** `fieldLabel`: of a field of the type that the entry is about, undefined where the role does not see it. */
export const detailWords = (
  details: Readonly<Record<string, unknown>>,
  t: (key: string, values?: Record<string, string>) => string,
  fieldLabel: (path: string) => string | undefined,
): string =>
  Object.entries(details)
    .map(([name, value]) => {
      const all = [value].flat().map(said);
      const words = (name === 'fields' ? all.map((path) => fieldLabel(path) ?? path) : all).join(t('pair.comma'));
      return t('pair.named', { name: known.has(name) ? t(`audit.detail.${name}`) : name, words });
    })
    .join(' · ');
