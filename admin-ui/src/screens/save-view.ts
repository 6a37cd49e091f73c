import type { ScreenView, ViewLayer } from '@zuoxi/contracts';
import { useServices } from '../kit/services';
import { useSchema } from '../kit/use-schema';

/** Whose view is changed. `role` is a role's id. */
export type Whose = { layer: 'user' | 'tenant' } | { layer: 'role'; role: string };

/** One's own view always; a role's and the enterprise's with the right to design. */
export function useLayers(): readonly ViewLayer[] {
  const state = useSchema();
  return state.kind === 'here' && state.schema.actions.includes('design') ? ['user', 'role', 'tenant'] : ['user'];
}

/** Saves some keys of a view in one layer; the keys that the layer already says besides stay. A failure becomes a toast. */
export function useSaveView() {
  const { platform, toasts } = useServices();
  return async (type: string, whose: Whose, change: Partial<ScreenView>): Promise<boolean> => {
    const role = whose.layer === 'role' ? whose.role : undefined;
    try {
      const { data } = await platform.client.layer(type, whose.layer, role);
      await platform.client.saveView(type, whose.layer, { ...data, ...change }, role);
      await platform.schema.refresh();
      return true;
    } catch {
      toasts.say('screens.viewNotSaved');
      return false;
    }
  };
}
