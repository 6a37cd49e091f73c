/** What a plugin says that the contract does not know: it was written for another version of it, or misspelt. Named in the log, so that nobody has to guess. */
import type { PluginDefinition } from './definition';

const parts: Readonly<Record<keyof PluginDefinition, true>> = {
  name: true,
  label: true,
  about: true,
  settings: true,
  types: true,
  rights: true,
  routes: true,
  events: true,
  projections: true,
  rows: true,
  jobs: true,
  longJobs: true,
  demo: true,
};

/** Sentences; none: all is understood. */
export function misunderstood(plugin: PluginDefinition): string[] {
  const unknown = Object.keys(plugin).filter((part) => !Object.hasOwn(parts, part));
  const declared = Object.keys(plugin.rights?.actions ?? {}).map((action) => `${plugin.name}.${action}`);
  const undeclared = (plugin.routes ?? []).flatMap(({ method, path, needs }) =>
    needs?.includes('.') && !declared.includes(needs)
      ? [`${method} ${path} needs ${needs}, which rights.actions does not declare`]
      : [],
  );
  const strangers = Object.values(plugin.rights?.types ?? {}).flatMap((types) =>
    Object.keys(types ?? {}).filter((type) => !Object.hasOwn(plugin.types ?? {}, type)),
  );
  return [
    ...unknown.map((part) => `${part} is no part of a plugin`),
    ...undeclared,
    ...[...new Set(strangers)].map((type) => `rights.types names ${type}, which is no type of the plugin`),
  ];
}
