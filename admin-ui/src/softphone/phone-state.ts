import type { CallHeader } from './call-header';

export type PhoneCall = CallHeader & { state: 'ringing' | 'answering' | 'talking' };

export type PhoneState = {
  registration: 'off' | 'connecting' | 'registered' | 'refused';
  /** the SIP session in hand; it lives on while the live socket is down */
  call: PhoneCall | null;
};

export const noPhone: PhoneState = { registration: 'off', call: null };
