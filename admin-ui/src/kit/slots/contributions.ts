import type { UiModule } from '@zuoxi/contracts';
import type { PluginUi } from '@zuoxi/plugin/ui';
import type { Readable } from '../../providers/store';

export type Loaded = UiModule & { ui: PluginUi };

/** What the plugins of this session bring, and whom to tell when one of them fails. */
export type Contributions = {
  loaded: Readable<readonly Loaded[]>;
  trouble(plugin: string, where: string, error: unknown): void;
};
