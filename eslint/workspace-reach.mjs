// A rule of our own: a relative import stays inside its workspace. What another package gives, it gives by its name and its `exports`.
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** The folder of the nearest package.json above a file. */
function workspaceOf(file) {
  for (let folder = dirname(file); folder !== dirname(folder); folder = dirname(folder))
    if (existsSync(join(folder, 'package.json'))) return folder;
  return null;
}

const rule = {
  meta: { type: 'problem', messages: { reaches: '{{name}} lies in another package: import it by its name.' }, schema: [] },
  create({ filename, report }) {
    const check = (node) => {
      const name = node.source?.value;
      if (typeof name !== 'string' || !name.startsWith('.')) return;
      if (workspaceOf(resolve(dirname(filename), name, 'x')) !== workspaceOf(filename))
        report({ node, messageId: 'reaches', data: { name } });
    };
    return { ImportDeclaration: check, ExportNamedDeclaration: check, ExportAllDeclaration: check, ImportExpression: check };
  },
};

/** Tests look at several packages: that is what they are for. */
export const workspaceReach = {
  files: ['{plugins,cms,admin-ui,scripts,kamailio}/**/*.{ts,tsx}'],
  ignores: ['**/*.test.{ts,tsx}'],
  plugins: { zuoxi: { rules: { 'workspace-reach': rule } } },
  rules: { 'zuoxi/workspace-reach': 'error' },
};
