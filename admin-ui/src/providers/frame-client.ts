/** What the frame asks of the record plane (contracts/frame.ts). */
import { AnnouncementsReply, EmbeddedPagesReply, type Announcement, type EmbeddedPage } from '@zuoxi/contracts';
import type { Http } from './strapi/http';

export class FrameClient {
  constructor(private readonly http: Http) {}

  async announcements(signal?: AbortSignal): Promise<Announcement[]> {
    return (await this.http.ask({ path: '/announcements/current', schema: AnnouncementsReply, signal })).data;
  }

  async embeddedPages(signal?: AbortSignal): Promise<EmbeddedPage[]> {
    return (await this.http.ask({ path: '/embedded-pages/current', schema: EmbeddedPagesReply, signal })).data;
  }
}
