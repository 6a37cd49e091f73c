/** Addresses of other systems' pages with the call's fields in them (EXT-05, EXT-07). */
import type { AgentView, CallView } from '@zuoxi/contracts';

/** What `{{…}}` may name. Numbers are as the person sees them: a masked one stays masked (D25). */
export type TemplateFacts = Readonly<Record<string, string>>;

export const factsOf = (view: AgentView | null, call: CallView | null): TemplateFacts => ({
  'agent.id': view?.agent.id ?? '',
  'agent.number': view?.agent.number ?? '',
  'agent.name': view?.agent.name ?? '',
  'tenant.code': view?.tenant.code ?? '',
  'call.id': call?.id ?? '',
  'call.number': call?.number ?? '',
  'call.dnis': call?.dnis ?? '',
  'call.direction': call?.direction ?? '',
  'call.queue': call?.queue?.name ?? '',
});

/** A value is one piece of the address: it cannot end it, climb in it (`..`), or break it (half a surrogate pair). */
const piece = (value: string): string => (/^\.+$/.test(value) ? '' : encodeURIComponent(value.replace(/\p{Surrogate}/gu, '')));

/** A name that nothing is known of becomes nothing. */
export const filled = (template: string, facts: TemplateFacts): string =>
  template.replace(/\{\{\s*([A-Za-z.]+)\s*\}\}/g, (_, name: string) => piece(facts[name] ?? ''));

/** Of our own origin a page could take its sandbox off, so it gets no origin at all. */
export function sandboxOf(url: string, origin: string): string {
  const own = new URL(url).origin === origin;
  return `allow-scripts allow-forms allow-popups allow-downloads${own ? '' : ' allow-same-origin'}`;
}
