import type { Core, UID } from '@strapi/strapi';

export type RowRef = { id: number; documentId: string };

/** Creates documents of types that TypeScript learns of only when Strapi runs; relations are given by the row's id. */
export const create =
  (strapi: Core.Strapi) =>
  async (uid: string, data: Record<string, unknown>): Promise<RowRef> => {
    const { id, documentId } = await strapi.documents(uid as UID.ContentType).create({ data });
    return { id: Number(id), documentId };
  };
