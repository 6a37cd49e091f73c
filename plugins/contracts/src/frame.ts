/** What the frame of the workbench asks of the record plane: rows for this person, in his groups, at this moment. */
import { z } from 'zod';
import { Time } from './ids';

/** GET /api/announcements/current (MSG-01): the pinned ones first, then the newest; at most fifty. */
export const Announcement = z.object({
  id: z.string(),
  title: z.string(),
  body: z.string(),
  at: Time,
  pinned: z.boolean(),
});
export type Announcement = z.infer<typeof Announcement>;
export const AnnouncementsReply = z.object({ data: z.array(Announcement) });

/** Where somebody else's page stands (EXT-05..07): on home, on the page of a running call, in the right column, or as a page of the menu. */
export const EmbeddedPlace = z.enum(['home', 'pop', 'side', 'menu']);
export type EmbeddedPlace = z.infer<typeof EmbeddedPlace>;

/** Up to the first slash after the host nothing is filled in: no value of a call can choose where the page is loaded from. */
export const embeddedUrlPattern = '^https?://[^\\s{}/?#@\\\\]+([/?#]\\S*)?$';

/** GET /api/embedded-pages/current. `url` is a template: `{{call.number}}` and the like are filled in by the workbench, each URL-encoded. */
export const EmbeddedPage = z.object({
  id: z.string(),
  label: z.string(),
  url: z.string().regex(new RegExp(embeddedUrlPattern)),
  place: EmbeddedPlace,
  /** EXT-06: opens by itself after login */
  atLogin: z.boolean(),
});
export type EmbeddedPage = z.infer<typeof EmbeddedPage>;
export const EmbeddedPagesReply = z.object({ data: z.array(EmbeddedPage) });
