import { builtinPermissions, SignedIn, type ActionPermission, type RoleBase } from '@zuoxi/contracts';
import { letIn } from '@zuoxi/record-plane';
import type { Context } from 'koa';
import { mayMiddleware } from './may';

const who = (base: RoleBase): SignedIn =>
  SignedIn.parse({
    session: 's1',
    agent: { id: 'a1', number: '1001', name: '王芳' },
    tenant: { id: 't1', code: 'one', name: '一号企业', language: 'zh' },
    groups: [],
    role: { id: 'r1', code: base, base, name: base },
    permissions: builtinPermissions[base],
    modules: [],
    operator: null,
  });

/** What a route that needs the action answers to somebody of the role: 200, or the refusal's status. */
async function answer(action: ActionPermission, base: RoleBase): Promise<number> {
  const ctx = { state: {}, status: 404, set: () => undefined } as never as Context;
  letIn(ctx, { who: who(base), tenant: 1, account: 1, groups: [] });
  await mayMiddleware({ action })(ctx, () => Promise.resolve((ctx.status = 200)));
  return ctx.status;
}

test.each(['statistics', 'recycle', 'groupTasks', 'monitor'] as const)(
  'TEN-04 %s is for leaders and admins, not for agents',
  async (action) => {
    expect([await answer(action, 'leader'), await answer(action, 'admin'), await answer(action, 'agent')]).toEqual([
      200, 200, 403,
    ]);
  },
);

test('a route with an action that nobody knows does not start', () => {
  expect(() => mayMiddleware({ action: 'everything' })).toThrow();
});
