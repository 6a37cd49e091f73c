/** What messages say, in the language of the tenant. */
import type { OutboxPurpose } from '@zuoxi/contracts';

export type TemplateValues = {
  code?: string;
  tenant?: string;
  tenantName?: string;
  number?: string;
  password?: string;
  address?: string;
};
type Words = { subject: string; text: (values: TemplateValues) => string };

const minutes = 5;
const zh: Readonly<Record<OutboxPurpose, Words>> = {
  loginCode: { subject: '登录验证码', text: ({ code }) => `您的登录验证码是 ${code}，${minutes} 分钟内有效。请勿告诉他人。` },
  resetCode: {
    subject: '重设密码验证码',
    text: ({ code }) => `您正在重设密码，验证码是 ${code}，${minutes} 分钟内有效。请勿告诉他人。`,
  },
  bindCode: { subject: '绑定手机验证码', text: ({ code }) => `您正在绑定手机号，验证码是 ${code}，${minutes} 分钟内有效。` },
  emailCode: {
    subject: '邮箱验证码',
    text: ({ code }) => `您正在绑定邮箱，验证码是 ${code}，${minutes} 分钟内有效。请勿告诉他人。`,
  },
  emailChanged: {
    subject: '您的邮箱已更换',
    text: ({ tenantName, number, address }) =>
      `${tenantName} 工号 ${number} 的邮箱已${address ? `改为 ${address}` : '移除'}。如果不是您本人或管理员所为，请立即联系管理员。`,
  },
  mobileChanged: {
    subject: '您的手机号已更换',
    text: ({ tenantName, number, address }) =>
      `${tenantName} 工号 ${number} 绑定的手机号已改为 ${address}。如果不是您本人所为，请立即联系管理员。`,
  },
  newAccount: {
    subject: '您的坐席账号',
    text: ({ tenant, tenantName, number, password }) =>
      `${tenantName} 为您开通了坐席账号。\n企业代码：${tenant}\n工号：${number}\n初始密码：${password}\n请登录后尽快修改密码。`,
  },
  test: { subject: '测试消息', text: ({ tenantName }) => `这是 ${tenantName} 发送的一条测试消息。` },
};
const en: Readonly<Record<OutboxPurpose, Words>> = {
  loginCode: {
    subject: 'Login code',
    text: ({ code }) => `Your login code is ${code}, good for ${minutes} minutes. Tell nobody.`,
  },
  resetCode: {
    subject: 'Password reset code',
    text: ({ code }) => `Your code to reset the password is ${code}, good for ${minutes} minutes. Tell nobody.`,
  },
  bindCode: {
    subject: 'Mobile number code',
    text: ({ code }) => `Your code to bind this number is ${code}, good for ${minutes} minutes.`,
  },
  emailCode: {
    subject: 'E-mail address code',
    text: ({ code }) => `Your code to bind this address is ${code}, good for ${minutes} minutes. Tell nobody.`,
  },
  emailChanged: {
    subject: 'Your e-mail address was changed',
    text: ({ tenantName, number, address }) =>
      `The e-mail address of agent ${number} at ${tenantName} was ${address ? `changed to ${address}` : 'removed'}. If neither you nor an administrator did this, tell an administrator at once.`,
  },
  mobileChanged: {
    subject: 'Your mobile number was changed',
    text: ({ tenantName, number, address }) =>
      `The mobile number of agent ${number} at ${tenantName} was changed to ${address}. If that was not you, tell an administrator at once.`,
  },
  newAccount: {
    subject: 'Your agent account',
    text: ({ tenant, tenantName, number, password }) =>
      `${tenantName} has made an agent account for you.\nEnterprise code: ${tenant}\nAgent number: ${number}\nPassword: ${password}\nPlease change the password after your first login.`,
  },
  test: { subject: 'Test message', text: ({ tenantName }) => `This is a test message of ${tenantName}.` },
};

export type Written = { subject: string; text: string; /** the same without code and password, to keep */ kept: string };

export function write(language: 'zh' | 'en', purpose: OutboxPurpose, values: TemplateValues): Written {
  const { subject, text } = (language === 'en' ? en : zh)[purpose];
  const hidden = { ...values, ...(values.code && { code: '******' }), ...(values.password && { password: '******' }) };
  return { subject, text: text(values), kept: text(hidden) };
}
