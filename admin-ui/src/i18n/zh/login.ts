import { refusals } from './refusals';

/** Signing in, and sessions elsewhere. */
export const login = {
  login: {
    title: '坐席登录',
    language: '语言',
    tenant: '客户名称',
    number: '工号',
    password: '密码',
    online: '登录后上线',
    submit: '登录',
    failed: {
      ...refusals,
      wrongCredentials: '认证错误, 请重新登录!',
      tooManyAttempts: '尝试次数过多。',
      away: '登录服务暂时连不上。请稍后再试。',
      badRequest: '请检查客户名称、工号和密码的格式。',
      notSignedIn: '登录没有成功。请再试一次。',
      notFound: '登录服务没有找到。请联系管理员。',
      tokenInvalid: '登录没有成功。请再试一次。',
      internal: '登录服务出错了。请稍后再试，仍不行请联系管理员。',
      unreadable: '页面与服务器版本不一致。请刷新页面。',
    },
    ended: '登录已结束。请重新登录。',
  },
  session: {
    since: '登录时间：%{since}',
    moveHere: '移到这里',
    elsewhere: {
      title: '已在别处登录',
      text: '这个账号正在另一个浏览器里工作。移到这里后，那边会退出；正在进行的通话会接到这里。',
    },
    moved: { title: '工作台已移到别处', text: '这个账号刚刚在另一个浏览器里继续工作。如果不是您本人，请立即联系管理员。' },
    replaced: { title: '工作台已在另一个标签页打开', text: '同一个登录只能有一个工作台。请回到那个标签页，或移到这里。' },
  },
};
