import { lazy, Suspense, type ReactElement } from 'react';
import { LoginForm } from './LoginForm';
import type { At } from './doorway';
import { useDoor, type Door } from './use-door';

const rare = () => import('./rare');
const ForgotPage = lazy(() => rare().then((m) => ({ default: m.ForgotPage })));
const FirstLoginPage = lazy(() => rare().then((m) => ({ default: m.FirstLoginPage })));
const ChoosePage = lazy(() => rare().then((m) => ({ default: m.ChoosePage })));
const OpenElsewherePage = lazy(() => rare().then((m) => ({ default: m.OpenElsewherePage })));
const NoGroupPage = lazy(() => rare().then((m) => ({ default: m.NoGroupPage })));

type StepProps<K extends At['kind']> = { at: Extract<At, { kind: K }>; door: Door; reason: string | null };
const pages: { readonly [K in At['kind']]: (given: StepProps<K>) => ReactElement } = {
  form: ({ at, door, reason }) => <LoginForm door={door} reason={reason} done={at.done} />,
  forgot: ({ door }) => <ForgotPage door={door} />,
  choose: ({ at, door }) => <ChoosePage at={at} door={door} />,
  elsewhere: ({ at, door }) => <OpenElsewherePage at={at} door={door} />,
  first: ({ at, door }) => <FirstLoginPage at={at} door={door} />,
  noGroup: ({ door }) => <NoGroupPage door={door} />,
};

/** From a stranger to an open workbench, step by step (D14). */
export function LoginPage({ reason }: { reason: string | null }) {
  const door = useDoor();
  const { at } = door;
  const page = pages[at.kind] as (given: { at: At; door: Door; reason: string | null }) => ReactElement;
  return <Suspense fallback={null}>{page({ at, door, reason })}</Suspense>;
}
