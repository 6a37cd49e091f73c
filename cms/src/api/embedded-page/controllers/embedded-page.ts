import type { Core, UID } from '@strapi/strapi';
import { EmbeddedPage, EmbeddedPlace, SignedIn, type EmbeddedPagesReply } from '@zuoxi/contracts';
import type { Context } from 'koa';
import { z } from 'zod';
import { forMyGroups, once } from '../../../for-my-groups';

const uid = 'api::embedded-page.embedded-page' as UID.ContentType;
const Row = z.object({
  id: z.number(),
  documentId: z.string(),
  name: z.string(),
  url: z.string(),
  place: EmbeddedPlace,
  atLogin: z.boolean().nullable(),
});

export default ({ strapi }: { strapi: Core.Strapi }) => ({
  /** EXT-05..07: the pages of whoever asks. One whose address is none (an older row, another writer) is left out. */
  async current(ctx: Context): Promise<void> {
    const rows = await strapi.db.query(uid).findMany({
      where: forMyGroups(SignedIn.parse(ctx.state.signedIn)),
      orderBy: [{ position: 'asc' }, { id: 'asc' }],
    });
    const data = once(z.array(Row).parse(rows)).flatMap(({ documentId, name, url, place, atLogin }) => {
      const page = EmbeddedPage.safeParse({ id: documentId, label: name, url, place, atLogin: atLogin === true });
      return page.success ? [page.data] : [];
    });
    ctx.set('Cache-Control', 'no-store');
    ctx.body = { data } satisfies z.infer<typeof EmbeddedPagesReply>;
  },
});
