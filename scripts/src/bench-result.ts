/** What a file of bench/ measures: its default export is a `Bench`. */
import { z } from 'zod';

export const BenchResult = z.object({
  name: z.string(),
  rows: z.array(
    z.object({
      what: z.string(),
      value: z.number(),
      unit: z.string(),
      /** the bare minimum measured in the same run */
      floor: z.number().optional(),
      /** ours over the floor */
      ratio: z.number().optional(),
      /** what it should be, in words: `≤ 4×` */
      goal: z.string().optional(),
    }),
  ),
});
export type BenchResult = z.infer<typeof BenchResult>;
export type Bench = () => Promise<BenchResult>;
