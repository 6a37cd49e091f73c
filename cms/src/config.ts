/** The one place where the record plane reads its environment. Every file in `config/` and the seed take their values from here. */
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { sep } from 'node:path';
import { readInstance, Secrets } from '@zuoxi/contracts/environment';

/** above `cms/dist/src`, and above `cms/src` while Strapi builds the admin panel */
const checkout = __dirname.slice(0, __dirname.lastIndexOf(`${sep}cms${sep}`));
/** where `plugins/` lies, and from where relative paths count */
export const root = process.env.ZUOXI_ROOT ?? checkout;

export const instance = readInstance(process.env, root);

/** False while the admin panel is built, before an instance exists; `cms/server.js` does not start without. */
export const hasSecrets = existsSync(instance.paths.secrets);

const passing = (): Secrets =>
  Secrets.parse(Object.fromEntries(Object.keys(Secrets.shape).map((name) => [name, randomBytes(24).toString('hex')])));

export const secrets: Secrets = hasSecrets ? Secrets.parse(JSON.parse(readFileSync(instance.paths.secrets, 'utf8'))) : passing();

/** A login lasts for the longest shift; the workbench then asks for the password again. */
export const loginSeconds = 24 * 3600;
