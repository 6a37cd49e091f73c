import { typePath } from './pages';
import type { Label, Section, WorkbenchSchema } from '@zuoxi/contracts';

export type MenuItem = { path: string; label: Label; icon: string };

/** The types that have a place in the menu, section by section, in the order of their positions. */
export function menuOf(schema: WorkbenchSchema): Record<Section, MenuItem[]> {
  const of = (section: Section): MenuItem[] =>
    schema.types
      .flatMap((type) => (type.menu && type.section === section && type.may.read !== 'none' ? [{ type, menu: type.menu }] : []))
      .sort((a, b) => a.menu.position - b.menu.position)
      .map(({ type, menu }) => ({ path: typePath(type.name), label: type.label, icon: menu.icon }));
  return { business: of('business'), settings: of('settings') };
}
