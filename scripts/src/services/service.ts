/** One process of an instance, said as data: what to prepare, what to run, how to know that it works. */
import type { Instance, Secrets } from '@zuoxi/contracts/environment';

/** What a service may know of its surroundings. */
export type Site = {
  instance: Instance;
  secrets: Secrets;
  /** the checkout: `node <root>/plugins/…/dist/main.js` */
  root: string;
  /** runs a program as the service's user and gives its standard output; rejects with what it said on standard error */
  run(argv: readonly string[], input?: string): Promise<string>;
};

export const serviceNames = ['postgres', 'redis', 'kamailio', 'rtpengine', 'mixer', 'switch', 'carrier', 'cms', 'nginx'] as const;
export type ServiceName = (typeof serviceNames)[number];

/** A port that the service binds, and the setting by which a person moves it. */
export type PortUse = { protocol: 'tcp' | 'udp'; host: string; port: number; setting: string };

export type Command = {
  /** program and arguments; the program stays in the foreground */
  argv: readonly string[];
  cwd?: string;
  /** added to what every service gets (ZUOXI_*, ZUOXI_ROOT, NODE_ENV, PATH, HOME, LANG) */
  env?: Readonly<Record<string, string>>;
};

export type Service = {
  name: ServiceName;
  ports(instance: Instance): readonly PortUse[];
  /** Writes configurations and first data, before every start. What it writes below `run` and `tls` is handed to the service's user afterwards. */
  prepare?(site: Site): Promise<void>;
  command(site: Site): Command;
  /** Does it do its work now? Answers within 2 s; never rejects. */
  ready(site: Site): Promise<boolean>;
  /** services that must be ready before it starts */
  after?: readonly ServiceName[];
  /** what asks it to end quickly and cleanly; TERM unless told otherwise */
  stopSignal?: 'INT' | 'QUIT';
  /** left out where the house has one: `external` of the instance names it */
  replacedBy?: 'database' | 'redis';
  /** reads the settings that hold passwords; everybody else does without */
  readsSecretSettings?: boolean;
  /** left out of an instance that wants no demo */
  demoOnly?: boolean;
};
