export default {
  routes: [
    {
      method: 'GET',
      path: '/announcements/current',
      handler: 'announcement.current',
      config: { auth: false, middlewares: ['plugin::accounts.signed-in'] },
    },
  ],
};
