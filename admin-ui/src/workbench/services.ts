import { servicesOf, type KitServices } from '../kit/services';
import type { FrameClient } from '../providers/frame-client';
import type { Store } from '../providers/store';
import type { Audio } from '../softphone/audio';
import type { AudioSettings } from '../softphone/audio';
import type { Microphone } from '../softphone/microphone';
import type { Phone } from '../softphone/phone';
import type { Density } from '../theme/theme';
import type { CallFacts } from './call-facts';
import type { Desk } from './desk';
import type { Dial } from './dial';
import type { HomeLayout } from './home/layout';
import type { ScreenLock } from './lock/screen-lock';

export type WorkbenchServices = KitServices & {
  phone: Phone;
  microphone: Microphone;
  audio: Audio;
  audioSettings: Store<AudioSettings>;
  desk: Desk;
  facts: CallFacts;
  dial: Dial;
  frame: FrameClient;
  screenLock: ScreenLock;
  /** the name of a picture to be read before the screen is unlocked */
  account: { captcha(): Promise<string> };
  signOut(): Promise<void>;
  announcementsSeen: Store<number>;
  homeLayout: Store<HomeLayout>;
  /** the login whose work links have been opened */
  workLinkOf: Store<string>;
  /** WB-08: null until the person says; the width of the screen decides then */
  sessionsOpen: Store<boolean | null>;
  /** WB-05: the call bar without words */
  barCompact: Store<boolean>;
  density: Store<Density>;
  /** the sound check was seen in this browser: devices belong to the browser, not to the agent */
  checked: Store<boolean>;
  /** what is open above the page */
  lockAsked: Store<boolean>;
  preferencesOpen: Store<boolean>;
  helpOpen: Store<boolean>;
  passwordOpen: Store<boolean>;
  audioOpen: Store<boolean>;
};
export const useServices = servicesOf<WorkbenchServices>();
