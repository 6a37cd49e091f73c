/** The schema of the signed-in person: asked once, again whenever the server says that it changed. Screens build themselves from it (design §5). */
import type { TypeSchema, WorkbenchSchema } from '@zuoxi/contracts';
import { Store } from '../store';
import { RestError, type RestFailure } from '../strapi/http';
import type { WorkbenchClient } from './client';

export type SchemaState =
  | { kind: 'none' }
  | { kind: 'failed'; code: RestFailure }
  | { kind: 'here'; schema: WorkbenchSchema; types: ReadonlyMap<string, TypeSchema> };

export class SchemaStore {
  readonly state = new Store<SchemaState>({ kind: 'none' });
  private asking: Promise<void> | null = null;
  private again = false;

  constructor(private readonly client: Pick<WorkbenchClient, 'schema'>) {}

  /** Asks now; a wish that comes while asking is asked once more afterwards. */
  refresh(): Promise<void> {
    if (this.asking) this.again = true;
    this.asking ??= this.ask().finally(() => {
      this.asking = null;
      if (!this.again) return;
      this.again = false;
      void this.refresh();
    });
    return this.asking;
  }

  forget(): void {
    this.state.set({ kind: 'none' });
  }

  private async ask(): Promise<void> {
    try {
      const schema = await this.client.schema();
      const now = this.state.get();
      if (now.kind === 'here' && now.schema.version === schema.version) return;
      this.state.set({ kind: 'here', schema, types: new Map(schema.types.map((type) => [type.name, type])) });
    } catch (error) {
      const code = error instanceof RestError ? error.code : 'internal';
      if (this.state.get().kind !== 'here') this.state.set({ kind: 'failed', code }); // what is known stays useful
    }
  }
}
