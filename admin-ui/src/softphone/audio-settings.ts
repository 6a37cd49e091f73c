import { z } from 'zod';

/** Device ids as the browser gives them; '' is the system's own. Kept in this browser: they mean nothing elsewhere. */
export const AudioSettings = z.object({
  microphone: z.string().default(''),
  speaker: z.string().default(''),
  ringer: z.string().default(''),
  volume: z.number().min(0).max(1).default(0.8),
});
export type AudioSettings = z.infer<typeof AudioSettings>;
