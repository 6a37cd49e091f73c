/** Pages that few logins meet, loaded when they are needed. */
export { ChoosePage } from './ChoosePage';
export { FirstLoginPage } from './FirstLoginPage';
export { ForgotPage } from './ForgotPage';
export { NoGroupPage } from './NoGroupPage';
export { OpenElsewherePage } from './OpenElsewherePage';
