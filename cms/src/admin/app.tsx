/** The admin panel speaks Chinese first; English is its own default. */
export default {
  config: { locales: ['zh-Hans'], tutorials: false, notifications: { releases: false } },
  bootstrap() {},
};
