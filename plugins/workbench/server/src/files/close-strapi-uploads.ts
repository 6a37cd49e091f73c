/** Strapi's media library takes no files: nothing here shows what lies in it (`accounts/isolation/close-static.ts`), and its form parser knows no owner. */
import type { Core } from '@strapi/strapi';
import { z } from 'zod';

const Routes = z.looseObject({
  admin: z.looseObject({ routes: z.array(z.looseObject({ method: z.string(), handler: z.string() })) }),
});

const takesFiles = /^admin-upload\.(upload\w*|replaceFile)$/;
/** What else the library is sent: names of folders, words about files. */
const takesNone =
  /^(admin-folder\.(create|update)|admin-folder-file\.(deleteMany|moveMany)|admin-upload\.(bulkUpdate|update)FileInfo|admin-settings\.updateSettings|admin-file\.\w+)$/;

/** In `register()`, before routes are mounted. Throws where Strapi has a way in that neither list knows, because it may be open. */
export function removeUploadRoutes(strapi: Core.Strapi): void {
  const { admin } = Routes.parse(strapi.plugin('upload').routes);
  const routes = admin.routes.filter(({ handler }) => !takesFiles.test(handler));
  const unknown = routes.filter(({ method, handler }) => ['POST', 'PUT', 'PATCH'].includes(method) && !takesNone.test(handler));
  if (unknown.length)
    throw new Error(
      `Strapi's media library has new ways in: ${unknown.map(({ handler }) => handler).join(', ')}. Do they take files?`,
    );
  Object.assign(strapi.plugin('upload').routes, { admin: { ...admin, routes } });
}
