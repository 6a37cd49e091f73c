/** One project a height (CONTRIBUTING, "Tests"): `unit` needs only Node; the others start what they need themselves. */
const common = {
  rootDir: __dirname,
  testEnvironment: 'node',
  transform: {
    '^.+\\.tsx?$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript', tsx: true, decorators: true },
          transform: { react: { runtime: 'automatic' } },
          target: 'es2022',
        },
        module: { type: 'commonjs' },
      },
    ],
  },
  modulePathIgnorePatterns: ['/dist/', '<rootDir>/.data'],
};
module.exports = {
  // a whole Strapi answers in these tests; on a busy machine that takes as long as it takes
  testTimeout: 30_000,
  projects: [
    {
      ...common,
      displayName: 'unit',
      testMatch: ['<rootDir>/{plugins,kamailio,cms,admin-ui,scripts,tests/architecture}/**/*.test.ts?(x)'],
    },
    { ...common, displayName: 'live', testMatch: ['<rootDir>/tests/live/**/*.test.ts'] },
    { ...common, displayName: 'browser', testMatch: ['<rootDir>/tests/browser/**/*.test.ts'] },
  ],
};
