/** The directory as it last went out, for the next start: sealed, because it holds what trunks are opened with and the HA1 of phones. */
import type { Core } from '@strapi/strapi';
import { Directory } from '@zuoxi/contracts';
import { seal, sealKey, unseal } from '@zuoxi/record-plane';
import { settingsOf } from '../settings';

const context = 'directory';

export class KeptDirectory {
  private readonly key: Uint8Array;

  constructor(private readonly strapi: Core.Strapi) {
    this.key = sealKey(settingsOf(strapi).encryption, context);
  }

  /** Null: there is none that can be read. One of a version before lies in clear, and is sealed at once. */
  async read(): Promise<Directory | null> {
    const stored = await this.store().get({ key: context });
    const read = Directory.safeParse(typeof stored === 'string' ? this.opened(stored) : stored);
    if (!read.success) return null;
    if (typeof stored !== 'string') {
      await this.write(read.data);
      await this.strapi.db.connection.raw('vacuum (full) strapi_core_store_settings');
    }
    return read.data;
  }

  async write(directory: Directory): Promise<void> {
    await this.store().set({ key: context, value: seal(this.key, context, JSON.stringify(directory)) });
  }

  private opened(stored: string): unknown {
    try {
      return JSON.parse(unseal(this.key, context, stored));
    } catch {
      return null;
    }
  }

  private store() {
    return this.strapi.store({ type: 'plugin', name: 'call-control' });
  }
}
