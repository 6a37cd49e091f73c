import { extendBuilder, type BuilderForms } from './workbench-forms';

type App = { getPlugin(name: string): { apis?: { forms?: BuilderForms } } | undefined };

/** The admin panel speaks Chinese first; English is its own default. */
export default {
  config: { locales: ['zh-Hans'], tutorials: false, notifications: { releases: false } },
  bootstrap(app: App): void {
    const forms = app.getPlugin('content-type-builder')?.apis?.forms;
    if (forms) extendBuilder(forms);
  },
};
