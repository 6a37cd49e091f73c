import { secrets } from '../src/config';

export default {
  url: '/admin',
  autoOpen: false,
  auth: {
    secret: secrets.adminJwt,
  },
  apiToken: { salt: secrets.apiTokenSalt },
  transfer: { token: { salt: secrets.transferTokenSalt } },
  secrets: { encryptionKey: secrets.encryption },
  flags: { nps: false, promoteEE: false },
};
