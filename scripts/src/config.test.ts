import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from './config';
import { explain } from './trouble';

describe('settings', () => {
  let root: string;
  beforeEach(() => void (root = mkdtempSync(join(tmpdir(), 'zuoxi-config-'))));
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  it('are read from .env; what the environment says wins', () => {
    writeFileSync(join(root, '.env'), 'ZUOXI_WEB_PORT=9100\nZUOXI_SIP_PORT=5070 # desk phones\n');
    const { instance, settings } = readConfig({ ZUOXI_SIP_PORT: '5080', HOME: '/nowhere' }, root);
    expect([instance.web, instance.sip, instance.ports.postgres]).toEqual([9100, 5080, 9101]);
    expect(settings).toEqual({
      ZUOXI_WEB_PORT: '9100',
      ZUOXI_SIP_PORT: '5080',
      ZUOXI_DATA: join(root, '.data'),
      ZUOXI_ROOT: root,
    });
  });

  it('an empty one is as if it were not given', () => {
    expect(readConfig({ ZUOXI_WEBS_PORT: '' }, root).instance.webs).toBe(8443);
  });

  it('a wrong one is named, each on a line, without a stack', () => {
    const wrong = (): unknown => {
      try {
        return readConfig({ ZUOXI_WEB_PORT: '80', ZUOXI_HOST: 'example.org' }, root);
      } catch (error) {
        return explain(error);
      }
    };
    expect(wrong()).toMatch(/^ZUOXI_WEB_PORT: .*\nZUOXI_HOST: [^\n]*$/);
  });

  it('an RTP range of less than 100 ports is refused', () => {
    expect(() => readConfig({ ZUOXI_RTP_MIN: '40000', ZUOXI_RTP_MAX: '40050' }, root)).toThrow('at least 100 ports');
  });
});
