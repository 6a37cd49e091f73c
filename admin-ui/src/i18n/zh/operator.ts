/** Words of the operator's own page and of the line above an enterprise that an operator works in. */
export const operator = {
  title: '企业',
  consequence: '进入后以该企业管理员的权限操作，最长 8 小时；进入、离开和事由记入双方的审计日志。',
  none: '还没有企业。请先在“企业”列表中新建。',
  column: { code: '企业代码', name: '名称' },
  enter: '进入',
  enterTitle: '进入 %{name}',
  reason: '事由（企业可以看到）',
  admin: '首个管理员',
  adminTitle: '%{name} 的首个管理员',
  number: '工号',
  name: '姓名',
  email: '邮箱（初始密码发到这里）',
  made: '账号已建立，初始密码已发送。',
  inside: '您正以运营商身份在 %{name} 中操作，所做的一切记入其审计日志。',
  leave: '离开',
};
