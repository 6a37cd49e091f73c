/** The robot that stands in for the demo tenant's desk phone. */
import { sipDomain } from '@zuoxi/contracts/environment';
import { Phone, type Habit } from '@zuoxi/robot';
import type { Patient } from './check';

export type DeskPhone = { phone: Phone; number: string; status: number; close(): Promise<void> };

/** Where the edge is reached from this machine. */
export const edge = ({ instance }: Patient): { host: string; port: number } => ({
  host: instance.host === '0.0.0.0' ? '127.0.0.1' : instance.host,
  port: instance.sip,
});

/** Registers as the demo desk phone; `status` is the registrar's answer. Null when the demo tenant has none. */
export async function openDeskPhone(patient: Patient, habit?: () => Habit): Promise<DeskPhone | null> {
  const desk = patient.demo?.deskPhone;
  if (!desk) return null;
  const server = edge(patient);
  const phone = await Phone.open({ host: server.host, server, user: desk.agent, habit, name: 'zuoxi-doctor' });
  const credentials = { user: desk.agent, password: desk.password };
  const status = await phone.register(sipDomain, credentials).catch(async (error: unknown) => {
    await phone.close();
    throw error;
  });
  const close = async (): Promise<void> => {
    if (status < 300) await phone.register(sipDomain, credentials, 0);
    await phone.close();
  };
  return { phone, number: desk.number, status, close };
}
