/** Runs the checks: each once those it needs are well, as many at a time as may be. */
import { ill, skipped, type Check, type Finding, type Patient } from './check';

export type Examined = { check: Check; findings: readonly Finding[] };

const patienceMs = 60_000;

const healthy = ({ findings }: Examined): boolean => findings.every((f) => f.kind === 'well' || f.kind === 'advice');

/** Examines with every check, in the table's order. Never rejects; `tell` hears each as soon as it and all before it are done. */
export async function examine(
  checks: readonly Check[],
  patient: Patient,
  tell: (done: Examined) => void,
): Promise<readonly Examined[]> {
  const running = new Map<string, Promise<Examined>>();
  for (const check of checks) running.set(check.name, one(check, patient, running));
  const done: Examined[] = [];
  for (const result of running.values()) {
    done.push(await result);
    tell(await result);
  }
  return done;
}

async function one(check: Check, patient: Patient, running: ReadonlyMap<string, Promise<Examined>>): Promise<Examined> {
  const needed = await Promise.all((check.after ?? []).map((name) => running.get(name)));
  const without = needed.flatMap((n) => (n && !healthy(n) ? [n.check.name] : []));
  if (without.length) return { check, findings: [skipped(`needs ${without.join(', ')}`)] };
  return { check, findings: await withPatience(check, patient) };
}

async function withPatience(check: Check, patient: Patient): Promise<readonly Finding[]> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<readonly Finding[]>((resolve) => {
    timer = setTimeout(
      () => resolve([ill(`no result within ${patienceMs / 1000} s`, 'Try again; if it stays, look at npm run status.')]),
      patienceMs,
    );
  });
  try {
    return await Promise.race([check.examine(patient), late]);
  } catch (error) {
    return [
      ill(
        error instanceof Error ? error.message : String(error),
        'This check itself failed; npm run status and the logs tell more.',
      ),
    ];
  } finally {
    clearTimeout(timer);
  }
}

/** Anything ill? */
export const failed = (all: readonly Examined[]): boolean => all.some((e) => e.findings.some((f) => f.kind === 'ill'));
