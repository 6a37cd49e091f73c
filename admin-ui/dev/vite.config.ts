/** `npx vite -c admin-ui/dev/vite.config.ts`: the workbench on a stand-in instance, to look at screens. POST /stand-in/<act> moves the story. */
import { defineConfig, mergeConfig, type Plugin } from 'vite';
import base from '../vite.config';
import { someOffer } from './stand-in/offer';
import { someRecords } from './stand-in/rest';
import { StandIn } from './stand-in/stand-in';
import { Story } from './stand-in/story';

const acts: Readonly<Record<string, (story: Story, standIn: StandIn) => void>> = {
  ring: (story, { sip }) => {
    story.ring();
    sip.invite(`call-${Date.now()}`, `${story.callId};leg=l2;answer=manual`, someOffer);
  },
  away: (_story, { rest }) => void (rest.away = true),
  back: (_story, { rest }) => void (rest.away = false),
  kill: (_story, { live }) => {
    live.refuse = () => ({ code: 'recovering' });
    live.kill();
  },
  revive: (_story, { live }) => void (live.refuse = () => null),
  elsewhere: (_story, { live }) => {
    live.refuse = ({ move }) => (move ? null : { code: 'sessionElsewhere', since: Date.now() - 3_600_000 });
    live.kill();
  },
};

const standIn = (): Plugin => ({
  name: 'stand-in',
  configureServer({ middlewares, httpServer }) {
    const instance = new StandIn();
    const story = new Story(instance.live);
    story.ended = ({ id, number }) => {
      const [latest] = someRecords(1, Date.now());
      if (latest) instance.rest.records = [{ ...latest, id, number }, ...instance.rest.records];
    };
    instance.sip.onHeard = ({ start, header }) => {
      if (!start.startsWith('SIP/2.0 200') || !header('cseq').endsWith('INVITE')) return;
      instance.sip.request('ACK', header('call-id'), '', '', /tag=(\w+)/.exec(header('to'))?.[1]);
      story.answered();
    };
    httpServer?.on('upgrade', (request, socket, head) => instance.upgrade(request, socket, head));
    middlewares.use((request, response, next) => {
      const act = acts[/^\/stand-in\/(\w+)$/.exec(request.url ?? '')?.[1] ?? ''];
      if (act) {
        act(story, instance);
        return void response.writeHead(204).end();
      }
      void instance.handle(request, response).then((mine) => mine || next());
    });
  },
});

export default mergeConfig(base, defineConfig({ plugins: [standIn()] }));
