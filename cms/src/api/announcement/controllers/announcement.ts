import type { Core, UID } from '@strapi/strapi';
import { permissionFor, type AnnouncementsReply } from '@zuoxi/contracts';
import { z } from 'zod';
import { answeringCaller, Refused } from '@zuoxi/record-plane';
import { forMyGroups, once } from '../../../for-my-groups';

const uid = 'api::announcement.announcement' as UID.ContentType;
const shown = 50;
const Moment = z.coerce.date();
const Row = z.object({
  id: z.number(),
  documentId: z.string(),
  title: z.string(),
  body: z.string(),
  startsAt: Moment.nullable(),
  createdAt: Moment,
  pinned: z.boolean().nullable(),
});

const open = (field: string, op: '$lte' | '$gt', now: Date): object => ({
  $or: [{ [field]: { $null: true } }, { [field]: { [op]: now } }],
});

export default ({ strapi }: { strapi: Core.Strapi }) => ({
  /** MSG-01: what is to be read now, by whoever asks. */
  current: answeringCaller(async (_ctx, { who }): Promise<z.infer<typeof AnnouncementsReply>> => {
    if (permissionFor(who.permissions, 'announcement', 'business').read === 'none') throw new Refused('forbidden');
    const now = new Date();
    const rows = await strapi.db.query(uid).findMany({
      where: { $and: [open('startsAt', '$lte', now), open('endsAt', '$gt', now), forMyGroups(who)] },
      orderBy: [{ pinned: 'desc' }, { createdAt: 'desc' }],
    });
    const data = once(z.array(Row).parse(rows))
      .map(({ documentId, title, body, startsAt, createdAt, pinned }) => ({
        id: documentId,
        title,
        body,
        at: (startsAt ?? createdAt).getTime(),
        pinned: pinned === true,
      }))
      .sort((a, b) => Number(b.pinned) - Number(a.pinned) || b.at - a.at)
      .slice(0, shown);
    return { data };
  }),
});
