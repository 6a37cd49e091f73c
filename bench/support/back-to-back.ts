/** The switch's shape with nothing but SIP in it: every call that comes in goes out again, records and all, as JSON. Prints its port. */
import { createUserAgent, type UserAgent } from '@zuoxi/sip';

const [calleePort] = process.argv.slice(2).map(Number);
const host = '127.0.0.1';
const other = new Map<string, string>();
let count = 0;
let kept = 0;

const ua: UserAgent = createUserAgent({
  transport: 'tcp',
  local: { host, port: 0 },
  next: { host, port: calleePort ?? 0 },
  name: 'bench',
  newId: () => `in${++count}`,
  sessionExpires: 1800,
  on: {
    invited(id, { from, sdp }) {
      if (sdp === null) return ua.reject(id, 488);
      const out = `out-${id}`;
      other.set(id, out).set(out, id);
      ua.invite(out, { to: 'sip:a1@zuoxi', from, sdp, headers: [['X-Zuoxi-Call', `c;leg=${out};answer=manual`]] });
    },
    progress: (id) => ua.ring(other.get(id) ?? ''),
    answered: (id, { sdp }) => ua.answer(other.get(id) ?? '', sdp),
    ended(id) {
      const peer = other.get(id);
      other.delete(id);
      if (peer) ua.end(peer);
    },
    record: (_id, record) => void (kept += record ? JSON.stringify(record).length : 0),
  },
});
void ua.start().then(() => process.stdout.write(`${ua.address().port}\n`));
