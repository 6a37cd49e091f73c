/** The low-code platform as one part of the page: it runs while somebody is signed in. */
import type { LoginReply } from '@zuoxi/contracts';
import { Store, type Readable } from '../store';
import type { Http } from '../strapi/http';
import { Changes } from './changes';
import { WorkbenchClient } from './client';
import { SchemaStore } from './schema-store';

export class Platform {
  readonly client: WorkbenchClient;
  readonly schema: SchemaStore;
  /** counts what happened to a type's rows; lists of it ask again */
  readonly rows = new Store<ReadonlyMap<string, number>>(new Map());
  private readonly changes: Changes;

  constructor(http: Http, session: Readable<LoginReply | null>, ended: () => void) {
    this.client = new WorkbenchClient(http);
    this.schema = new SchemaStore(this.client);
    this.changes = new Changes({
      bearer: () => session.get()?.jwt ?? null,
      opened: () => void this.schema.refresh(),
      changed: (change) => {
        if (change.t === 'schema') void this.schema.refresh();
        if (change.t === 'rows') this.rows.set((all) => new Map(all).set(change.type, (all.get(change.type) ?? 0) + 1));
        if (change.t === 'sessionEnded') ended();
      },
    });
    const follow = (): void => {
      if (session.get()) {
        void this.schema.refresh();
        this.changes.start();
      } else {
        this.changes.stop();
        this.schema.forget();
      }
    };
    session.subscribe(follow);
    follow();
  }
}
