import type { PluginUi } from '@zuoxi/plugin/ui';
import { useStore } from '../../lib/use-store';
import { useServices } from '../services';

type Lists = {
  [K in keyof PluginUi as NonNullable<PluginUi[K]> extends readonly unknown[] ? K : never]-?: NonNullable<PluginUi[K]>;
};
export type Brought<K extends keyof Lists> = { plugin: string; key: string; one: Lists[K][number] };

/** Everything that stands at a place; nothing when no plugin brings anything. */
export function useBrought<K extends keyof Lists>(place: K): Brought<K>[] {
  return useStore(useServices().plugins.loaded).flatMap(({ plugin, ui }) =>
    ((ui[place] ?? []) as readonly Lists[K][number][]).map((one) => ({ plugin, key: `${plugin}/${one.id}`, one })),
  );
}

export const isFor = ({ types }: { types?: readonly string[] }, type: string): boolean => !types || types.includes(type);
