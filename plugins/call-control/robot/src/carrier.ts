/** The demo carrier: a public telephone network of one process, behind the demo trunk. What it does is in carrier-table.ts. */
import { carrierConfig } from './config';
import { openCarrier } from './open-carrier';

async function main(): Promise<void> {
  const config = carrierConfig();
  const carrier = await openCarrier(config);
  console.log(`demo carrier on ${config.host}:${config.port}`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void carrier.close().then(() => process.exit(0)));
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
