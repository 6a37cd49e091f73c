/** What the plugins of this session bring, place by place (plugins/sdk/ui/contract.ts). */
import type { UiModule } from '@zuoxi/contracts';
import type { PluginUi } from '@zuoxi/plugin/ui';
import type { Readable } from '../../providers/store';

export type Loaded = UiModule & { ui: PluginUi };

export type Contributions = {
  loaded: Readable<readonly Loaded[]>;
  /** plugins that are on their way */
  coming: Readable<readonly string[]>;
  /** whom to tell when one of them fails */
  trouble(plugin: string, where: string, error: unknown): void;
};
