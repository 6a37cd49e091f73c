import { ill, skipped, well, type Check, type Patient } from './check';
import { examine, failed } from './examine';
import { lines, verdict } from './report';
import { readInstance } from '@zuoxi/contracts/environment';

const patient: Patient = { root: '/nowhere', instance: readInstance({ ZUOXI_DATA: '/nowhere' }, '/'), secrets: null, demo: null };
const check = (name: string, finding: () => ReturnType<typeof well>, after?: readonly string[]): Check => ({
  name,
  zh: '',
  after,
  examine: async () => [finding()],
});
const run = async (...checks: Check[]) => {
  const told: string[] = [];
  const all = await examine(checks, patient, (done) => told.push(...lines(done)));
  return { all, told };
};

describe('the doctor', () => {
  it('does not examine what rests on something ill, nor what rests on that', async () => {
    let asked = 0;
    const { all, told } = await run(
      check('database', () => ill('cannot connect', 'start it')),
      check('records', () => (asked++, well('never')), ['database']),
      check('reports', () => (asked++, well('never')), ['records']),
      check('disk', () => well('12 GB free')),
    );
    expect(asked).toBe(0);
    expect(told.map((l) => l[0])).toEqual(['✗', ' ', '-', '-', '✓']);
    expect(told[1]).toContain('→ start it');
    expect(failed(all)).toBe(true);
    expect(verdict(all)).toContain('1 to mend, 2 not examined');
  });

  it('a check that breaks is a finding with its message, not a crash', async () => {
    const { told } = await run(
      check('odd', () => {
        throw new Error('first line\nsecond line');
      }),
    );
    expect(told[0]).toContain('first line second line');
  });

  it('says so when everything works; something skipped on purpose is no failure', async () => {
    expect(verdict((await run(check('disk', () => well('fine')))).all)).toContain('Everything works');
    expect(failed((await run(check('demo', () => skipped('no demo')))).all)).toBe(false);
  });
});
