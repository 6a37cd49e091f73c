/** What a plugin's module and the workbench promise each other (docs/plugins.md). Everything that a plugin brings is named here. */
import type { ActionPermission, CallView, DataRow, Label, Section, TypeSchema } from '@zuoxi/contracts';
import type { ComponentType } from 'react';
import type { Host, Readable } from './host';

/** A component may be React's `lazy(() => import('./Page'))`: it is loaded when it is first drawn. */
export type Panel<P> = { id: string; label: Label; component: ComponentType<P> };
export type RowFacts = { type: string; row: DataRow };

/** A place in the main menu: `icon` by name as in content types, `position` among them (0 first; after them unless told), `needs` an action of the role. */
export type MenuPlace = { icon?: string; section?: Section; position?: number; needs?: ActionPermission };

export type Action = {
  id: string;
  label: Label;
  /** only for rows of these types */
  types?: readonly string[];
  /** on the page of one row, above ticked rows of a list; both unless told */
  at?: readonly ('row' | 'ticked')[];
  /** a sentence that is asked before; without, it is done at once */
  asks?: Label;
  /** a refusal becomes a sentence in the corner; the rows are asked for again afterwards */
  run(target: { type: string; ids: readonly string[] }): void | Promise<void>;
};

export type BellLine = { id: string; title: string; who?: string; at: number; unread: boolean; open(): void };

/** A dictionary of one language; keys join with dots: `{ run: { start } }` below the plugin's name is `<plugin>.run.start`. */
export type Dictionary = { readonly [key: string]: string | Dictionary };

/** What a plugin brings; everything may be left out. */
export type PluginUi = {
  /** the module's words, besides labels: both languages have the same keys */
  words?: { zh: Dictionary; en: Dictionary };
  /** at `/x/<plugin>/<id>`; `menu`: in the main menu. `query`: what stands behind the question mark */
  pages?: readonly (Panel<{ query: URLSearchParams }> & { menu?: boolean | MenuPlace })[];
  /** on the home page; `within`: lines of the panel of tasks or of the schedule instead of a panel of its own */
  home?: readonly (Panel<object> & { within?: 'tasks' | 'schedule' })[];
  /** beside one row of a content type; `types`: only of these */
  row?: readonly (Panel<{ facts: RowFacts }> & { types?: readonly string[] })[];
  /** before and after every list and every form of a row, without a frame; `row` is null in lists and for a new row */
  slots?: readonly (Panel<{ type: TypeSchema; row: DataRow | null }> & {
    at: 'beforeList' | 'afterList' | 'beforeRow' | 'afterRow';
    types?: readonly string[];
  })[];
  /** what is done to a row or to all ticked rows */
  actions?: readonly Action[];
  /** tabs of the page of a call */
  pop?: readonly Panel<{ call: CallView }>[];
  /** buttons of the call bar; `shown` decides over the call in hand */
  callBar?: readonly { id: string; label: Label; shown?(call: CallView | null): boolean; press(call: CallView | null): void }[];
  /** a part of the bell: the latest lines, the unread ones counted; `page`: where all of them are */
  bell?: readonly { id: string; label: Label; lines: Readable<readonly BellLine[]>; page?: string }[];
  /** Runs while somebody is signed in, whichever page is looked at; a reloaded page begins it anew. What `start` returns ends it. */
  background?: readonly { id: string; label: Label; start(): () => void }[];
};

/** The default export of a plugin's module. */
export type PluginModule = (host: Host) => PluginUi;
