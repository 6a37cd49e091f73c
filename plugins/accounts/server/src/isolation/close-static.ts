/** Strapi shows its folder of uploads to anybody who knows a name. Here files have one door, the signed one of the workbench. */
import type { Core } from '@strapi/strapi';

/** As Strapi's `public` middleware and its upload plugin register them. */
const folders = ['/uploads/(.*)', '/((?!uploads/).+)'];

/** In `bootstrap()`, when every route is known. Throws where Strapi names them otherwise, because they would be open then. */
export function closeStaticFolders(strapi: Core.Strapi): void {
  const { stack } = strapi.server.router;
  for (const path of folders) {
    const at = stack.findIndex((layer: { path: unknown }) => layer.path === path);
    if (at < 0) throw new Error(`no route ${path}: is the folder of uploads served in another way?`);
    stack.splice(at, 1);
  }
}
