import type { ActionPermission, Label, Section, WorkbenchSchema } from '@zuoxi/contracts';
import { useBrought } from './slots/brought';
import { typePath } from './pages';

/** Entries of a section stand in the order of their positions; `needs`: an action that the role must be allowed. */
export type MenuItem = { path: string; label: Label; icon: string; section: Section; position: number; needs?: ActionPermission };

/** The types that have a place in the menu, and what plugins put between them. */
export function menuOf(schema: WorkbenchSchema, brought: readonly MenuItem[] = []): Record<Section, MenuItem[]> {
  const types = schema.types.flatMap(({ name, label, section, menu, may }) =>
    menu && may.read !== 'none' ? [{ path: typePath(name), label, section, ...menu }] : [],
  );
  const allowed = brought.filter(({ needs }) => !needs || schema.actions.includes(needs));
  const of = (section: Section): MenuItem[] =>
    [...types, ...allowed].filter((item) => item.section === section).sort((a, b) => a.position - b.position);
  return { business: of('business'), settings: of('settings') };
}

const plain = { icon: 'extension', section: 'business', position: 1000 } as const;

/** The pages of plugins that belong in the menu; where nothing is said, below the types. */
export const useBroughtMenu = (): MenuItem[] =>
  useBrought('pages').flatMap(({ plugin, one: { id, label, menu } }) =>
    menu ? [{ ...plain, ...(menu === true ? {} : menu), path: `/x/${plugin}/${id}`, label }] : [],
  );
