/** LOG-01: what is special to the import of accounts. Pure. */
import { Mobile } from '@zuoxi/contracts';
import type { OwnRules } from './model';

export const accountRules: OwnRules = {
  columns: ['number', 'displayName', 'role', 'groups', 'mobile', 'email', 'password'],
  heads: {
    number: ['坐席工号', '账号', 'agentnumber', 'agentno', 'agentno.'],
    displayName: ['名字', 'fullname'],
    groups: ['技能组', '组', 'group', 'skillgroup', 'skillgroups'],
    mobile: ['手机', '手机号码', 'phone', 'mobilenumber'],
    email: ['电子邮箱', '电子邮件', 'mail'],
    password: ['初始密码'],
  },
  help: 'importing.accountHelp',
  clean: { mobile: (cell) => Mobile.safeParse(cell).data ?? cell },
  judge: (rows, named) => {
    const counts = new Map<string, number>();
    for (const { number } of rows) if (number) counts.set(number, (counts.get(number) ?? 0) + 1);
    return (cells) => {
      const { number = '', role, groups, password, email } = cells;
      // LOG-02: whoever serves customers does so in a group
      const serves = role ? named('role', cells)[0]?.base === 'agent' : true;
      return [
        ...((counts.get(number) ?? 0) > 1 ? [{ column: 'number', code: 'twice' as const }] : []),
        ...(!groups && serves ? [{ column: 'groups', code: 'needsGroup' as const }] : []),
        ...(!password && !email ? [{ column: 'password', code: 'needsWayIn' as const }] : []),
      ];
    };
  },
  better: { 'role notWritable': 'roleAbove' },
};

/** Types whose import knows more than their schema. */
export const ownRules: Readonly<Record<string, OwnRules>> = { account: accountRules };
