/** `npm stop`: ends this checkout's (or this ZUOXI_DATA's) instance and no other. */
import { ownConfig } from './config';
import { runs } from './instance';
import { stopInstance } from './stop-instance';
import { main } from './trouble';

main(async () => {
  const { instance } = ownConfig();
  const ran = runs(instance);
  await stopInstance(instance);
  console.log(ran ? 'Ended.' : `Nothing runs in ${instance.data}.`);
});
