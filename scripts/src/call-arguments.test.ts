import { readCallArguments } from './call-arguments';

describe('npm run call', () => {
  it('needs no argument', () => {
    expect(readCallArguments([])).toEqual({ from: '13800138000', seconds: 20, help: false });
  });

  it('takes numbers as people write them', () => {
    expect(readCallArguments(['--from', '+86 (10) 8888-9999', '--to=400-800-0008'])).toMatchObject({
      from: '+861088889999',
      to: '4008000008',
    });
  });

  it.each([
    [['--to', 'alice'], /--to alice is no phone number/],
    [['--from', ''], /--from {2}is no phone number/],
    [['--seconds', '0'], /--seconds 0 must be a number from 1 to 3600/],
    [['--seconds', 'long'], /--seconds long must be/],
    [['--file', '/no/such.wav'], /there is no such file/],
    [['--too', '1'], /Unknown option '--too'[^]*npm run call -- /],
    [['4008000001'], /Unexpected argument[^]*npm run call -- /],
  ])('%j is refused in one clear line', (argv, line) => {
    expect(() => readCallArguments(argv)).toThrow(line);
  });
});
