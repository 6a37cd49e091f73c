// Who may import what inside the workbench. An area (a folder of admin-ui/src) knows the ground and nothing of the other areas: what two of them need lies in kit, and app puts them together.
import { dirname, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const src = resolve(dirname(fileURLToPath(import.meta.url)), '../admin-ui/src');
const everybody = ['kit', 'lib', 'providers', 'theme', 'i18n'];

const knows = {
  // the ground
  lib: ['providers'],
  providers: ['lib'],
  theme: [],
  i18n: [],
  softphone: ['lib', 'providers'],
  kit: ['lib', 'providers', 'theme', 'i18n'],
  // the areas
  login: [...everybody, 'softphone'],
  me: everybody,
  messages: everybody,
  plugins: everybody,
  records: everybody,
  screens: everybody,
  settings: everybody,
  workbench: [...everybody, 'softphone'],
};

const areaOf = (path) => relative(src, path).split(sep)[0];

const rule = {
  meta: {
    type: 'problem',
    messages: { knows: '{{area}} knows only {{known}}: what two areas need lies in kit, and app puts them together.' },
    schema: [],
  },
  create({ filename, report }) {
    const area = areaOf(filename);
    const known = knows[area];
    if (!known) return {};
    const check = (node) => {
      const name = node.source?.value;
      if (typeof name !== 'string' || !name.startsWith('.')) return;
      const other = areaOf(resolve(dirname(filename), name));
      if (other !== area && !known.includes(other))
        report({ node, messageId: 'knows', data: { area, known: known.join(', ') || 'itself' } });
    };
    return { ImportDeclaration: check, ExportNamedDeclaration: check, ExportAllDeclaration: check, ImportExpression: check };
  },
};

/** Tests may look at more: they bring stand-ins of what an area is given. */
export const areas = {
  files: ['admin-ui/src/**/*.{ts,tsx}'],
  ignores: ['**/*.test.{ts,tsx}'],
  plugins: { areas: { rules: { know: rule } } },
  rules: { 'areas/know': 'error' },
};

const ownAlone = {
  meta: {
    type: 'problem',
    messages: {
      own: '{{name}} is not the contract of screens: a plugin draws with @zuoxi/plugin/ui, which gives the copies of the workbench.',
    },
    schema: [],
  },
  create({ report }) {
    const check = (node) => {
      const name = node.source?.value;
      if (
        typeof name === 'string' &&
        /^(@mui\/|@emotion\/|react-dom|react-admin|ra-|@zuoxi\/(?!plugin\/ui$|contracts))/.test(name)
      )
        report({ node, messageId: 'own', data: { name } });
    };
    return { ImportDeclaration: check, ExportNamedDeclaration: check, ExportAllDeclaration: check, ImportExpression: check };
  },
};

/** Screens of modules live by the public contract, as an integrator's do. */
export const pluginScreens = {
  files: ['plugins/*/ui/**/*.{ts,tsx}'],
  ignores: ['plugins/sdk/**'],
  plugins: { screens: { rules: { contract: ownAlone } } },
  rules: { 'screens/contract': 'error' },
};
