/** Secrets that somebody left in a tracked file. What looks like one and is none stands in `scripts/audit/allowed-secrets.json`, with its reason. */
import { z } from 'zod';
import { ill, well, type Finding } from '../doctor/check';

type Rule = {
  name: string;
  /** files it is about; all when left out */
  files?: RegExp;
  pattern: RegExp;
  /** the first group of the pattern that looks like a secret and is none */
  unless?: (found: string) => boolean;
};

/** Bits of a letter (Shannon): words of a language have about 3, random base64 more than 4. */
export function entropy(text: string): number {
  const count = new Map<string, number>();
  for (const letter of text) count.set(letter, (count.get(letter) ?? 0) + 1);
  return [...count.values()].reduce((sum, n) => sum - (n / text.length) * Math.log2(n / text.length), 0);
}

/** Placeholders, words for people, names of variables and of words (`outbox.secretKept`), names of files. */
const isWords = (text: string): boolean =>
  /[${}<>\s]/.test(text) || /[^\x20-\x7e]/.test(text) || /^[A-Za-z]?[a-z]+([A-Z][a-z]+)*(\.[a-z]+([A-Z][a-z]+)*)*$/.test(text);
const isPlain = (text: string): boolean => entropy(text) < 4.2 || !/\d/.test(text) || !/[A-Za-z]/.test(text);

export const rules: readonly Rule[] = [
  { name: 'private key', pattern: /-----BEGIN ((?:[A-Z]+ )*PRIVATE KEY(?: BLOCK)?)-----/g },
  {
    name: 'token of a service',
    pattern: /\b(gh[pousr]_\w{36,}|github_pat_\w{22,}|npm_\w{36}|glpat-[\w-]{20,}|xox[abprs]-[\w-]{10,}|sk_live_\w{20,})/g,
  },
  { name: 'key of a cloud', pattern: /\b(AKIA[0-9A-Z]{16}|AIza[\w-]{35}|LTAI[0-9A-Za-z]{12,20})\b/g },
  { name: 'signed token', pattern: /\b(eyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{16,})/g },
  { name: 'password in an address', pattern: /\b[a-z][a-z+]*:\/\/[^\s/:@'"`$<{]+:([^\s/@'"`$<{]{3,})@/g },
  {
    name: 'assigned literal',
    pattern:
      /(?:password|passwd|secret|api_?key|access_?key|auth_?token|private_?key|credential)s?["']?\s*[:=]\s*["'`]([^"'`\n]{8,})["'`]/gi,
    unless: isWords,
  },
  {
    name: 'random string',
    files: /(^|\/)(\.env[^/]*|[^/]+\.(json|ya?ml|conf|cfg|toml|ini|env|sh|Dockerfile))$/,
    pattern: /(?<![\w+/=-])([A-Za-z0-9+/_-]{24,}={0,2})(?![\w+/-])/g,
    unless: isPlain,
  },
  { name: 'environment file', files: /(^|\/)\.env(\.(?!example$)[^/]+)?$/, pattern: /^(.+)$/gm },
];

export const Allowed = z.array(
  z.strictObject({
    /** files, as a regular expression over the path */
    files: z.string(),
    rule: z.string(),
    /** the text itself, as a regular expression over all of it; any when left out */
    text: z.string().optional(),
    reason: z.string().min(15),
  }),
);
export type Allowed = z.infer<typeof Allowed>;

export type Suspect = { path: string; line: number; rule: string; text: string };

/** What looks like a secret in one file. */
export const suspectsOf = (path: string, content: string): readonly Suspect[] =>
  rules
    .filter(({ files }) => files?.test(path) ?? true)
    .flatMap(({ name, pattern, unless }) =>
      [...content.matchAll(pattern)].flatMap((match) => {
        const text = match[1] ?? match[0];
        return unless?.(text) ? [] : [{ path, line: content.slice(0, match.index).split('\n').length, rule: name, text }];
      }),
    );

const allows = ({ files: filesPattern, rule, text }: Allowed[number], found: Suspect): boolean =>
  rule === found.rule &&
  new RegExp(filesPattern).test(found.path) &&
  (text === undefined || new RegExp(`^(?:${text})$`).test(found.text));

/** Enough to find it, not enough to use it. */
const hinted = (text: string): string => `${text.slice(0, 4)}… (${text.length} characters)`;

export function judge(suspects: readonly Suspect[], allowed: Allowed, files: number): readonly Finding[] {
  const found = suspects.filter((one) => !allowed.some((entry) => allows(entry, one)));
  const unused = allowed.filter((entry) => !suspects.some((one) => allows(entry, one)));
  const findings: Finding[] = [
    ...found.map(({ path, line, rule, text }) =>
      ill(
        `${path}:${line} ${rule}: ${hinted(text)}`,
        'Take it out and make it invalid where it is used; if it is none, scripts/audit/allowed-secrets.json says why.',
      ),
    ),
    ...unused.map(({ files: where, rule }) =>
      ill(`allowed-secrets.json allows "${rule}" in ${where}, where there is none`, 'Take the entry out.'),
    ),
  ];
  return findings.length ? findings : [well(`${files} files, ${suspects.length} passages known to be none`)];
}
