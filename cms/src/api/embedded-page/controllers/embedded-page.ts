import type { Core, UID } from '@strapi/strapi';
import { EmbeddedPage, EmbeddedPlace, type EmbeddedPagesReply } from '@zuoxi/contracts';
import { z } from 'zod';
import { answeringCaller } from '@zuoxi/record-plane';
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
  current: answeringCaller(async (_ctx, { who }): Promise<z.infer<typeof EmbeddedPagesReply>> => {
    const rows = await strapi.db.query(uid).findMany({
      where: forMyGroups(who),
      orderBy: [{ position: 'asc' }, { id: 'asc' }],
    });
    const data = once(z.array(Row).parse(rows)).flatMap(({ documentId, name, url, place, atLogin }) => {
      const page = EmbeddedPage.safeParse({ id: documentId, label: name, url, place, atLogin: atLogin === true });
      return page.success ? [page.data] : [];
    });
    return { data };
  }),
});
