// The invariants of ARCHITECTURE.md that a linter can hold. Everything else is a test in tests/architecture.
import js from '@eslint/js';
import globals from 'globals';
import ts from 'typescript-eslint';

const only = (files, patterns, message) => ({
  files,
  rules: { 'no-restricted-imports': ['error', { patterns: [{ ...patterns, message }] }] },
});
const sw = 'plugins/call-control/switch/src';

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
  only([`${sw}/core/**/*.ts`], { regex: '^(?!\\./|\\.\\./core/|@zuoxi/contracts$)' }, 'core imports only contracts and itself'),
  ...['sip', 'media', 'directory', 'api', 'edge'].map((adapter) =>
    only(
      [`${sw}/${adapter}/**/*.ts`],
      { regex: `^\\.\\./(?!core/|ports|config|log)` },
      'adapters never import each other; what they share is a port or the core',
    ),
  ),
  {
    files: [`${sw}/core/**/*.ts`],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: 'AwaitExpression, FunctionDeclaration[async=true], ArrowFunctionExpression[async=true]',
          message: 'core decides; it never waits',
        },
        { selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']", message: 'time is an argument' },
        {
          selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']",
          message: 'chance is an argument',
        },
      ],
      'no-restricted-globals': ['error', 'process', 'setTimeout', 'setInterval', 'console', 'performance', 'crypto'],
    },
  },
  only(['plugins/contracts/src/**/*.ts'], { regex: '^(?!\\./|zod$|jose$|node:(path|crypto)$)' }, 'contracts is a leaf'),
  only(
    ['plugins/call-control/{switch,mixer,sip,rtp}/src/**/*.ts'],
    { group: ['@strapi/*'] },
    'the live plane runs without Strapi',
  ),
);
