import { ill, logOf, skipped, well, type Check } from './check';
import { edge, openDeskPhone } from './desk-phone';

const cures: Readonly<Record<number, string>> = {
  401: 'The password in demo.json is not the one the switch told Kamailio: has the desk phone been changed in the administration?',
  403: 'This address is shut out or the account is not a desk phone; a ban ends by itself after some minutes.',
  408: 'Kamailio does not answer: see the line kamailio. Or this address was shut out.',
};

export const registration: Check = {
  name: 'SIP registration',
  zh: '话机注册',
  after: ['kamailio', 'directory'],
  async examine(patient) {
    const { host, port } = edge(patient);
    const begun = performance.now();
    const desk = await openDeskPhone(patient);
    if (!desk)
      return [
        patient.instance.demo
          ? ill(
              `${patient.instance.paths.demoLogins} names no desk phone`,
              `The record plane writes it when it seeds the demo tenant: see ${logOf(patient, 'cms')}.`,
            )
          : skipped('no demo tenant (ZUOXI_DEMO=false)'),
      ];
    const ms = Math.round(performance.now() - begun);
    await desk.close();
    if (desk.status < 300) return [well(`a desk phone registers at ${host}:${port} in ${ms} ms`)];
    return [
      ill(`REGISTER at ${host}:${port} is answered ${desk.status}`, cures[desk.status] ?? `See ${logOf(patient, 'kamailio')}.`),
    ];
  },
};
