import { refusals } from './refusals';

/** Signing in, and sessions elsewhere. */
export const login = {
  login: {
    title: 'Agent login',
    language: 'Language',
    tenant: 'Customer name',
    number: 'Agent number',
    password: 'Password',
    online: 'Go online after login',
    submit: 'Log in',
    failed: {
      ...refusals,
      wrongCredentials: 'Authentication error, please log in again!',
      tooManyAttempts: 'Too many attempts.',
      away: 'The login cannot be reached. Try again in a moment.',
      badRequest: 'Check the customer name, agent number and password.',
      notSignedIn: 'The login did not succeed. Try once more.',
      notFound: 'The login was not found. Ask an administrator.',
      tokenInvalid: 'The login did not succeed. Try once more.',
      internal: 'The login failed. Try again in a moment; if that does not help, ask an administrator.',
      unreadable: 'This page and the server are of different versions. Reload the page.',
    },
    ended: 'Your login has ended. Log in again.',
  },
  session: {
    since: 'Logged in: %{since}',
    moveHere: 'Move here',
    elsewhere: {
      title: 'Logged in elsewhere',
      text: 'This account is at work in another browser. If you move it here, that one is logged out; a running call comes here.',
    },
    moved: {
      title: 'The workbench moved elsewhere',
      text: 'This account goes on in another browser. If that is not you, tell an administrator at once.',
    },
    replaced: {
      title: 'The workbench is open in another tab',
      text: 'One login has one workbench. Go back to that tab, or move it here.',
    },
  },
};
