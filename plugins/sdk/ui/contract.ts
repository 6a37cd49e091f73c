/** What a plugin's module and the workbench promise each other (docs/plugins.md). */
import type { CallView, DataRow, Label, SignedIn } from '@zuoxi/contracts';
import type { ComponentType } from 'react';

export type Ask = { method?: 'GET' | 'POST' | 'PUT' | 'DELETE'; body?: unknown; signal?: AbortSignal };

/** What the workbench gives a plugin. Those that begin with `use` are React hooks. */
export type Host = {
  plugin: string;
  who(): Pick<SignedIn, 'agent' | 'tenant' | 'groups' | 'role' | 'permissions'> | null;
  useLanguage(): 'zh' | 'en';
  /** the word of the person's language */
  useWords(): (label: Label) => string;
  /** the call in hand as the call bar sees it, number masked; null: none */
  useCall(): CallView | null;
  /** Asks the plugin's own route, `/api/<plugin><path>`; rejects with an Error whose `code` is a RestErrorCode or `away`. */
  ask(path: string, ask?: Ask): Promise<unknown>;
  /** the same for what is not JSON: images, files */
  askFile(path: string, signal?: AbortSignal): Promise<Blob>;
  /** dials as the call bar does; rejects when the switch says no */
  dial(number: string): Promise<void>;
  /** opens a page of this plugin (`place`, `place?q=…`) or, from a slash on, any page of the workbench (`/t/customer`) as a tab */
  open(page: string): void;
  /** a sentence in the corner, for what went wrong */
  say(sentence: Label): void;
};

export type Panel<P> = { id: string; label: Label; component: ComponentType<P> };
export type RowFacts = { type: string; row: DataRow };

/** What a plugin brings; everything may be left out. */
export type PluginUi = {
  /** at `/x/<plugin>/<id>`; `menu`: in the main menu. `query`: what stands behind the question mark */
  pages?: readonly (Panel<{ query: URLSearchParams }> & { menu?: boolean })[];
  /** on the home page */
  home?: readonly Panel<object>[];
  /** beside one row of a content type; `types`: only of these */
  row?: readonly (Panel<{ facts: RowFacts }> & { types?: readonly string[] })[];
  /** tabs of the page of a call */
  pop?: readonly Panel<{ call: CallView }>[];
  /** buttons of the call bar; `shown` decides over the call in hand */
  callBar?: readonly { id: string; label: Label; shown?(call: CallView | null): boolean; press(call: CallView | null): void }[];
};

/** The default export of a plugin's module. */
export type PluginModule = (host: Host) => PluginUi;
