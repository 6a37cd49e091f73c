// The invariants of ARCHITECTURE.md that a linter can hold; tests/architecture/walls.test.ts plants a violation of each. Everything else is a test there.
import js from '@eslint/js';
import globals from 'globals';
import ts from 'typescript-eslint';
import { areas, pluginScreens } from './eslint/areas.mjs';
import { pureCore, walls } from './eslint/walls.mjs';
import { workspaceReach } from './eslint/workspace-reach.mjs';

export default ts.config(
  { ignores: ['**/dist/**', '**/node_modules/**', '**/.data/**', '**/.strapi/**', 'cms/types/**', '**/build/**'] },
  js.configs.recommended,
  ...ts.configs.recommended,
  { languageOptions: { globals: { ...globals.node } } },
  { files: ['admin-ui/**'], languageOptions: { globals: { ...globals.browser } } },
  { files: ['**/*.js', '**/*.cjs'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
  {
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/no-explicit-any': 'error',
      'no-console': ['error', { allow: ['warn', 'error'] }],
      'no-empty': ['error', { allowEmptyCatch: false }],
    },
  },
  { files: ['scripts/**', 'plugins/call-control/robot/**'], rules: { 'no-console': 'off' } },
  ...walls,
  areas,
  pluginScreens,
  pureCore,
  workspaceReach,
);
