/** The address of a file: a signed word that works as long as the login it was given to. The same file has the same address, so that browsers keep it. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import type { Caller } from '@zuoxi/record-plane';
import { settingsOf } from '../settings';

const Ticket = z.object({ f: z.string(), s: z.string(), t: z.number() });
export type Ticket = { file: string; session: string; tenant: number };

const signed = (secret: string, text: string): string => createHmac('sha256', `${secret}:file`).update(text).digest('base64url');

export function fileUrl(strapi: Core.Strapi, { who, tenant }: Caller, file: string): string {
  const text = Buffer.from(JSON.stringify({ f: file, s: who.session, t: tenant })).toString('base64url');
  return `/api/workbench/files/${text}.${signed(settingsOf(strapi).encryption, text)}`;
}

/** Null: forged. */
export function readTicket(strapi: Core.Strapi, given: string): Ticket | null {
  const [text, signature] = given.split('.');
  if (!text || !signature) return null;
  const right = Buffer.from(signed(settingsOf(strapi).encryption, text));
  const said = Buffer.from(signature);
  if (right.length !== said.length || !timingSafeEqual(right, said)) return null;
  const { f, s, t } = Ticket.parse(JSON.parse(Buffer.from(text, 'base64url').toString())); // signed, so ours
  return { file: f, session: s, tenant: t };
}
