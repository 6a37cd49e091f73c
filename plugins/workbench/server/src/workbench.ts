/** What one running Strapi has of the workbench: its types, and what tenants said about them. */
import type { Core } from '@strapi/strapi';
import { pluginsOf } from '@zuoxi/plugin/runtime';
import { type Caller, Refused } from '@zuoxi/record-plane';
import { permissionOf } from './caller';
import { FieldStore } from './fields/store';
import { typeIsOn } from './plugins';
import { seen, type VisibleType } from './schema/type-schema';
import { Catalogue } from './types/catalogue';
import type { Type } from './types/field';
import { ViewStore } from './views/store';

export class Workbench {
  readonly catalogue: Catalogue;
  readonly fields: FieldStore;
  readonly views: ViewStore;

  constructor(readonly strapi: Core.Strapi) {
    this.catalogue = new Catalogue(strapi);
    this.fields = new FieldStore(strapi);
    this.views = new ViewStore(strapi);
  }

  /** The types that are there for somebody at all: with the plugins of the tenant, and rows to read or make. */
  typesOf(caller: Caller): Type[] {
    return this.catalogue.types.filter((type) => this.isOn(caller, type) && isOpen(caller, type));
  }

  /** Refuses a type that is not there for the caller's tenant (`notFound`). */
  typeOn(caller: Caller, name: string): Type {
    const type = this.catalogue.named(name);
    if (!type || !this.isOn(caller, type)) throw new Refused('notFound', name);
    return type;
  }

  /** Refuses a type that the caller has nothing to do with, too (`forbidden`). */
  typeFor(caller: Caller, name: string): Type {
    const type = this.typeOn(caller, name);
    if (!isOpen(caller, type)) throw new Refused('forbidden', name);
    return type;
  }

  async seenBy(caller: Caller, type: Type): Promise<VisibleType> {
    const [custom, layers] = await Promise.all([this.fields.of(caller.tenant, type), this.views.for(caller.tenant, caller.who)]);
    return seen(caller, type, custom, layers.get(type.name) ?? []);
  }

  forget(tenant: number): void {
    this.fields.forget(tenant);
    this.views.forget(tenant);
  }

  private isOn({ who }: Caller, type: Type): boolean {
    return typeIsOn(type.uid, who, pluginsOf(this.strapi));
  }
}

const isOpen = (caller: Caller, type: Type): boolean => {
  const { read, create } = permissionOf(caller, type);
  return read !== 'none' || create;
};

const running = new WeakMap<Core.Strapi, Workbench>();
export function workbenchOf(strapi: Core.Strapi): Workbench {
  const had = running.get(strapi);
  if (had) return had;
  const made = new Workbench(strapi);
  running.set(strapi, made);
  return made;
}
