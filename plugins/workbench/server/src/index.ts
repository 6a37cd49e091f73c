/** Strapi plugin `workbench`: schema in, screens out (design §5). */
export default {
  routes: { 'content-api': { type: 'content-api', routes: [] } },
};
