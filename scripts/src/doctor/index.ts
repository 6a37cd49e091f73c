/** Everything the doctor looks at, in the order a person reads it. */
import { bucket } from './bucket';
import { certificate } from './certificate';
import type { Check } from './check';
import { clock } from './clock';
import { callControl, cms } from './cms';
import { database } from './database';
import { disk } from './disk';
import { kamailio } from './kamailio';
import { mixer } from './mixer';
import { processes } from './processes';
import { versions } from './programs';
import { queue } from './queue';
import { registration } from './registration';
import { rtpengine } from './rtpengine';
import { running } from './running';
import { secrets } from './secrets';
import { settings } from './settings';
import { directory, theSwitch } from './switch';
import { talk } from './talk';
import { web } from './web';

/** What can be looked at whether it runs or not. */
const always: readonly Check[] = [settings, versions, disk, clock, running];

const parts: readonly Check[] = [
  secrets,
  processes,
  database,
  queue,
  bucket,
  cms,
  callControl,
  web,
  certificate,
  kamailio,
  rtpengine,
  mixer,
  theSwitch,
  directory,
  registration,
  talk,
];

export const checks: readonly Check[] = [
  ...always,
  ...parts.map((check) => ({ ...check, after: [running.name, ...(check.after ?? [])] })),
];
