/** What messages say, in the language of the tenant. */
import type { MessagePurpose } from '@zuoxi/contracts';

export type MessageValues = { code?: string; tenant?: string; tenantName?: string; number?: string; password?: string };
type Words = { subject: string; text: (values: MessageValues) => string };

const minutes = 5;
const zh: Readonly<Record<MessagePurpose, Words>> = {
  loginCode: { subject: '登录验证码', text: ({ code }) => `您的登录验证码是 ${code}，${minutes} 分钟内有效。请勿告诉他人。` },
  resetCode: {
    subject: '重设密码验证码',
    text: ({ code }) => `您正在重设密码，验证码是 ${code}，${minutes} 分钟内有效。请勿告诉他人。`,
  },
  bindCode: { subject: '绑定手机验证码', text: ({ code }) => `您正在绑定手机号，验证码是 ${code}，${minutes} 分钟内有效。` },
  newAccount: {
    subject: '您的坐席账号',
    text: ({ tenant, tenantName, number, password }) =>
      `${tenantName} 为您开通了坐席账号。\n企业代码：${tenant}\n工号：${number}\n初始密码：${password}\n请登录后尽快修改密码。`,
  },
  test: { subject: '测试消息', text: ({ tenantName }) => `这是 ${tenantName} 发送的一条测试消息。` },
};
const en: Readonly<Record<MessagePurpose, Words>> = {
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
  newAccount: {
    subject: 'Your agent account',
    text: ({ tenant, tenantName, number, password }) =>
      `${tenantName} has made an agent account for you.\nEnterprise code: ${tenant}\nAgent number: ${number}\nPassword: ${password}\nPlease change the password after your first login.`,
  },
  test: { subject: 'Test message', text: ({ tenantName }) => `This is a test message of ${tenantName}.` },
};

export type Written = { subject: string; text: string; /** the same without code and password, to keep */ kept: string };

export function write(language: 'zh' | 'en', purpose: MessagePurpose, values: MessageValues): Written {
  const { subject, text } = (language === 'en' ? en : zh)[purpose];
  const hidden = { ...values, ...(values.code && { code: '******' }), ...(values.password && { password: '******' }) };
  return { subject, text: text(values), kept: text(hidden) };
}
