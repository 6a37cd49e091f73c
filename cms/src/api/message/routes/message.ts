const own = { auth: false, middlewares: ['plugin::accounts.signed-in'] };
const route = (method: string, path: string, handler: string) => ({ method, path, handler: `message.${handler}`, config: own });

export default {
  routes: [
    route('GET', '/messages', 'find'),
    route('GET', '/messages/recipients', 'recipients'),
    route('GET', '/messages/:id', 'findOne'),
    route('POST', '/messages', 'send'),
    route('POST', '/messages/:id/read', 'read'),
    route('DELETE', '/messages/:id', 'remove'),
  ],
};
