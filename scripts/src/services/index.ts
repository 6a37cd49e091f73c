/** Every process of an instance, in the order a person thinks of them. */
import { kamailio } from './kamailio';
import { nginx } from './nginx';
import { carrier, cms, mixer, theSwitch } from './node';
import { postgres } from './postgres';
import { redis } from './redis';
import { rtpengine } from './rtpengine';
import type { Service, ServiceName } from './service';

export const services: readonly Service[] = [postgres, redis, rtpengine, kamailio, mixer, theSwitch, carrier, cms, nginx];

/** What an instance without a record plane runs: calls alone. */
export const livePlane: readonly ServiceName[] = ['rtpengine', 'kamailio', 'mixer', 'switch', 'carrier'];

/** First who asks, last who answers, so that nobody misses a partner while it ends. */
export const stopOrder: readonly (readonly ServiceName[])[] = [
  ['nginx'],
  ['cms', 'carrier'],
  ['switch'],
  ['mixer', 'kamailio', 'rtpengine'],
  ['redis', 'postgres'],
];
