// Who may import what (design §6). ESLint keeps only the last options of a rule that match a file, so the zones do not overlap and each says all of its walls.
import { modules } from './modules.mjs';

const sw = 'plugins/call-control/switch/src';
const adapters = ['sip', 'media', 'edge', 'directory', 'api'];

const wall = (regex, message, importNames) => ({ regex, message, ...(importNames && { importNames }) });

const noRecords = wall(
  '^(@strapi/|@aws-sdk/|@zuoxi/storage$|(pg|knex|bull|bullmq|ioredis|redis)(/|$))',
  'the live plane runs without Strapi, PostgreSQL, Redis and buckets',
);
const noStep = [
  wall('(^|/)core(/index)?$', 'only the engine steps the core', ['step']),
  wall('(^|/)core/step$', 'only the engine steps the core'),
];
const noJobs = wall(
  '^(bull|bullmq|ioredis|redis)(/|$)',
  'Redis is reached through @zuoxi/jobs, and never holds the only copy of a fact',
);
const noBuckets = wall('^@aws-sdk/', 'a bucket is reached through @zuoxi/storage');
/** Types that are data are read by `npm run types`, too. */
const noInside = wall(
  '^@zuoxi/(accounts|call-control|workbench)(/(?!stored-types$)|$)',
  'no plugin imports another: what one does for the others is a service of @zuoxi/record-plane',
);
const noModule = wall(
  `^(${modules.map(({ name }) => name).join('|')})(/|$)`,
  'nobody names a module: what it needs, the contract of plugins gives (docs/plugins.md)',
);
const contractAlone = wall(
  '^@zuoxi/(?!(plugin(/ui)?|contracts)$)',
  'a module lives by @zuoxi/plugin and @zuoxi/contracts alone (docs/plugins.md)',
);
const noLiveState = wall('^@zuoxi/switch(/|$)', 'only the switch holds what calls are like now; others hear of it by facts');

const zone = (files, walls, ignores = []) => ({
  files,
  ignores,
  rules: { 'no-restricted-imports': ['error', { patterns: walls }] },
});

const coreImports = (up) =>
  wall(
    `^(?!\\./|${up}@zuoxi/contracts$|(\\.\\./)+ports$)`,
    'the core imports only contracts and itself (and the types of its ports)',
  );

const adapter = (name) =>
  zone(
    [`${sw}/${name}/**/*.ts`],
    [
      wall(
        '^\\.\\./(?!(core|ports|config|log)(/|$)|\\.\\./)',
        'adapters never import each other; what they share is a port or the core',
      ),
      noRecords,
      ...noStep,
    ],
    ['**/*.test.ts', '**/story.ts'],
  );

const ofModules = modules.map(({ folder }) => `plugins/${folder}/**/*.{ts,tsx}`);

export const walls = [
  zone(
    ['plugins/contracts/src/**/*.ts'],
    [wall('^(?!\\./|zod$|jose$|re2js$|node:(path|crypto)$)', 'contracts is a leaf')],
    ['**/*.test.ts'],
  ),
  zone(
    ['plugins/record-plane/src/**/*.ts'],
    [wall('^@zuoxi/(?!contracts(/|$))', 'the ground floor knows no plugin: it imports contracts alone'), noJobs],
    ['**/*.test.ts'],
  ),
  zone([`${sw}/core/*.ts`], [coreImports('')]),
  zone([`${sw}/core/*/**/*.ts`], [coreImports('\\.\\./(?!\\.\\./)|')]),
  ...adapters.map(adapter),
  zone(
    [`${sw}/engine/**/*.ts`],
    [wall(`(^|/)(${adapters.join('|')})(/|$)`, 'the engine hands effects to its ports; it knows no adapter'), noRecords],
    ['**/*.test.ts'],
  ),
  zone([`${sw}/*.ts`], [noRecords, ...noStep]),
  zone(['plugins/call-control/{mixer,sip,rtp,robot}/src/**/*.ts', 'kamailio/rpc-client/src/**/*.ts'], [noRecords, noLiveState]),
  zone(['plugins/jobs/src/**/*.ts'], [noLiveState, noBuckets]),
  zone(
    ['plugins/storage/src/**/*.ts'],
    [wall('^@zuoxi/(?!contracts(/|$))', 'storage imports contracts alone'), noJobs],
    ['**/*.test.ts'],
  ),
  zone(ofModules, [noJobs, noBuckets, contractAlone], ['**/*.test.{ts,tsx}']),
  zone(
    ['plugins/**/*.ts', 'plugins/**/*.tsx', 'cms/**/*.ts', 'admin-ui/src/**/*.{ts,tsx}', 'scripts/src/**/*.ts'],
    [noJobs, noBuckets, noLiveState, noInside, noModule],
    [
      ...ofModules,
      'plugins/contracts/**',
      'plugins/record-plane/src/**',
      'plugins/jobs/**',
      'plugins/storage/**',
      'plugins/call-control/{switch,mixer,sip,rtp,robot}/**',
    ],
  ),
];

/** The core decides: it waits for nothing and knows neither clock nor chance. */
export const pureCore = {
  files: [`${sw}/core/**/*.ts`],
  rules: {
    'no-restricted-syntax': [
      'error',
      {
        selector: 'AwaitExpression, FunctionDeclaration[async=true], ArrowFunctionExpression[async=true], ImportExpression',
        message: 'core decides; it never waits',
      },
      { selector: "MemberExpression[object.name='Date'][property.name='now']", message: 'time is an argument' },
      { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'time is an argument' },
      { selector: "MemberExpression[object.name='Math'][property.name='random']", message: 'chance is an argument' },
    ],
    'no-restricted-globals': [
      'error',
      'process',
      'setTimeout',
      'setInterval',
      'setImmediate',
      'queueMicrotask',
      'console',
      'performance',
      'crypto',
      'fetch',
    ],
  },
};
