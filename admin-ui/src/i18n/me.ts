/** Words of the personal page. */
export const me = {
  zh: { number: '工号', name: '姓名', tenant: '企业', role: '角色', groups: '班组' },
  en: { number: 'Number', name: 'Name', tenant: 'Enterprise', role: 'Role', groups: 'Groups' },
};
