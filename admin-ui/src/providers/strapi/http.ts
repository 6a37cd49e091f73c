/** The record plane over REST (contracts/rest.ts). Every failure is a RestError with a code that the screens have words for. */
import { RestErrorCode } from '@zuoxi/contracts';
import { z } from 'zod';

/** `away`: no answer, or a gateway's; the record plane restarts and calls go on. */
export type RestFailure = RestErrorCode | 'away' | 'unreadable';

export class RestError extends Error {
  constructor(
    readonly code: RestFailure,
    readonly status: number,
  ) {
    super(code);
    this.name = 'RestError';
  }
}

const Refusal = z.object({ error: z.object({ code: RestErrorCode }) });
export type Ask<T> = { path: string; schema: z.ZodType<T>; method?: 'GET' | 'POST'; body?: unknown; signal?: AbortSignal };

/** `fetch` with a bearer, JSON both ways, and the answer parsed. */
export class Http {
  constructor(
    private readonly base: string,
    private readonly bearer: () => string | null,
    private readonly fetcher: typeof fetch = (...given) => fetch(...given),
  ) {}

  async ask<T>({ path, schema, method = 'GET', body, signal }: Ask<T>): Promise<T> {
    const bearer = this.bearer();
    const response = await this.fetcher(`${this.base}${path}`, {
      method,
      signal,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(bearer ? { authorization: `Bearer ${bearer}` } : {}),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    }).catch((error: unknown) => {
      if (signal?.aborted) throw error;
      throw new RestError('away', 0);
    });
    const { status } = response;
    if (status === 204) return schema.parse(undefined);
    const answer: unknown = await response.json().catch(() => undefined);
    if (!response.ok) {
      const refusal = Refusal.safeParse(answer);
      throw new RestError(refusal.success ? refusal.data.error.code : status >= 502 ? 'away' : 'internal', status);
    }
    const parsed = schema.safeParse(answer);
    if (!parsed.success) throw new RestError('unreadable', status);
    return parsed.data;
  }
}
