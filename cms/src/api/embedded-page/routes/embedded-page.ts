export default {
  routes: [
    {
      method: 'GET',
      path: '/embedded-pages/current',
      handler: 'embedded-page.current',
      config: { auth: false, middlewares: ['plugin::accounts.signed-in'] },
    },
  ],
};
