/** The workbench's whole schema for a caller, and the name of its state. */
import { createHash, randomUUID } from 'node:crypto';
import type { WorkbenchSchema } from '@zuoxi/contracts';
import { allBases, type Caller, may, pluginActions } from '@zuoxi/record-plane';
import { asField } from '../fields/custom-field';
import { uiModules } from '../plugins';
import type { Workbench } from '../workbench';
import { typeSchema } from './type-schema';

/** Types and code change only with a restart. */
const boot = randomUUID();
const hash = (given: unknown): string => createHash('sha256').update(JSON.stringify(given)).digest('base64url').slice(0, 22);

/** Made of everything that the schema is made of, without making it. */
export async function schemaVersion(workbench: Workbench, caller: Caller): Promise<string> {
  const { tenant, who } = caller;
  const [fields, views] = await Promise.all([workbench.fields.all(tenant), workbench.views.for(tenant, who)]);
  const ui = uiModules(workbench.strapi, who);
  return hash([boot, who.permissions, who.operator, who.modules, who.groups, ui, fields, [...views]]);
}

export async function schemaFor(workbench: Workbench, caller: Caller): Promise<WorkbenchSchema> {
  const { tenant, who } = caller;
  const [version, made, views] = await Promise.all([
    schemaVersion(workbench, caller),
    workbench.fields.all(tenant),
    workbench.views.for(tenant, who),
  ]);
  const custom = made.filter(({ removed }) => !removed);
  return {
    version,
    types: workbench
      .typesOf(caller)
      .map((type) =>
        typeSchema(caller, type, custom.filter((one) => one.type === type.name).map(asField), views.get(type.name) ?? []),
      ),
    actions: who.permissions.actions,
    modules: who.modules,
    ui: uiModules(workbench.strapi, who),
    ...(may(caller, 'accounts') && {
      roles: { bases: allBases(workbench.strapi), actions: pluginActions(workbench.strapi) },
    }),
  };
}
