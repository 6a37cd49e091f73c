/** Strapi's media library takes no files: nothing here shows what lies in it (`accounts/isolation/close-static.ts`), and its form parser knows no owner. */
import type { Core } from '@strapi/strapi';
import { z } from 'zod';

const Routes = z.looseObject({
  admin: z.looseObject({ routes: z.array(z.looseObject({ method: z.string(), handler: z.string() })) }),
});

/** In `register()`, before routes are mounted. Throws where Strapi names them otherwise, because they would be open then. */
export function removeUploadRoutes(strapi: Core.Strapi): void {
  const { admin } = Routes.parse(strapi.plugin('upload').routes);
  const kept = admin.routes.filter(
    ({ method, handler }) =>
      !(method === 'POST' && handler.startsWith('admin-upload.upload')) && handler !== 'admin-upload.replaceFile',
  );
  if (kept.length > admin.routes.length - 4) throw new Error('the upload routes of Strapi have other names: are they open?');
  Object.assign(strapi.plugin('upload').routes, { admin: { ...admin, routes: kept } });
}
