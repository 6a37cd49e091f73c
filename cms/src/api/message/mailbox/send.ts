import type { Core, UID } from '@strapi/strapi';
import type { MailFolder, SendMessage } from '@zuoxi/contracts';
import { Refused, type Caller } from '@zuoxi/record-plane';
import { expand, type Recipients } from './recipients';

const messageUid = 'api::message.message' as UID.ContentType;
const copyUid = 'api::message.message-copy' as UID.ContentType;

/** One message, a copy for each recipient and one for the sender: all of them or none. */
export async function send(strapi: Core.Strapi, owner: Caller, asked: SendMessage): Promise<Recipients['people']> {
  const { account: sender } = owner;
  if (sender === null) throw new Refused('forbidden');
  const { addressees, people } = await expand(strapi, owner, asked);
  await strapi.db.transaction(async () => {
    const { id: message } = await strapi.db.query(messageUid).create({
      data: { sender, subject: asked.subject, body: asked.body, addressees, sentAt: new Date() },
    });
    const copy = (account: number, folder: MailFolder) => ({ message, account, folder });
    await strapi.db.query(copyUid).createMany({
      data: [copy(sender, 'sent'), ...people.map(({ row }) => copy(row, 'inbox'))],
    });
  });
  return people;
}
