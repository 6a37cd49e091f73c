/** The record plane over REST (contracts/rest.ts). Every failure is a RestError with a code that the screens have words for. */
import { Refusal, type RestErrorCode } from '@zuoxi/contracts';
import type { z } from 'zod';

/** `away`: no answer, or a gateway's; the record plane restarts and calls go on. */
export type RestFailure = RestErrorCode | 'away' | 'unreadable';

export class RestError extends Error {
  constructor(
    readonly code: RestFailure,
    readonly status: number,
    /** what the server said besides: `issues` of values, seconds to `wait` */
    readonly said: Omit<Refusal['error'], 'code'> = {},
  ) {
    super(code);
    this.name = 'RestError';
  }
}

export type Ask<T> = {
  path: string;
  schema: z.ZodType<T>;
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** JSON, or a form with files */
  body?: unknown;
  signal?: AbortSignal;
};

/** `fetch` with a bearer, JSON both ways, and the answer parsed. */
export class Http {
  constructor(
    private readonly base: string,
    private readonly bearer: () => string | null,
    private readonly fetcher: typeof fetch = (...given) => fetch(...given),
  ) {}

  /** The same with another bearer. */
  as(bearer: string): Http {
    return new Http(this.base, () => bearer, this.fetcher);
  }

  async ask<T>({ schema, ...asked }: Ask<T>): Promise<T> {
    const response = await this.answer(asked);
    const { status } = response;
    if (status === 204) return schema.parse(undefined);
    const parsed = schema.safeParse(await response.json().catch(() => undefined));
    if (!parsed.success) throw new RestError('unreadable', status);
    return parsed.data;
  }

  /** What is not JSON. */
  async file(path: string, signal?: AbortSignal): Promise<Blob> {
    return (await this.answer({ path, signal })).blob();
  }

  private async answer({ path, method = 'GET', body, signal }: Omit<Ask<never>, 'schema'>): Promise<Response> {
    const bearer = this.bearer();
    const form = body instanceof FormData;
    const response = await this.fetcher(`${this.base}${path}`, {
      method,
      signal,
      headers: {
        ...(body === undefined || form ? {} : { 'content-type': 'application/json' }),
        ...(bearer ? { authorization: `Bearer ${bearer}` } : {}),
      },
      body: body === undefined || form ? body : JSON.stringify(body),
    }).catch((error: unknown) => {
      if (signal?.aborted) throw error;
      throw new RestError('away', 0);
    });
    if (response.ok) return response;
    const { status } = response;
    const refusal = Refusal.safeParse(await response.json().catch(() => undefined));
    if (!refusal.success) throw new RestError(status >= 502 ? 'away' : 'internal', status);
    const { code, ...said } = refusal.data.error;
    throw new RestError(code, status, said);
  }
}
