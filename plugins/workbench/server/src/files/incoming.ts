/**
 * Forms with files, read for the routes alone that ask for it (`receives-files` in their configuration) and after the middleware that knows who asks. What
 * comes lies in a folder of the request's own, which is gone with the request however it ends; what a crash leaves is swept at start.
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { IncomingForm, type File } from 'formidable';

export type Limits = { files: number; bytes: number };

/** `tooLarge`: more bytes than the limit, `tooMany`: more files or fields; `unreadable`: no form, or cut off. */
export class NotReceived extends Error {
  constructor(
    readonly why: 'tooLarge' | 'tooMany' | 'unreadable',
    cause?: unknown,
  ) {
    super(why, { cause });
    this.name = 'NotReceived';
  }
}

/** boundaries, heads of parts and the few fields beside the files */
const besides = 64 * 1024;

/** Removes what requests of an earlier process left. */
export async function sweep(incoming: string): Promise<void> {
  await rm(incoming, { recursive: true, force: true });
  await mkdir(incoming, { recursive: true, mode: 0o700 });
}

/** The files of a form by field, read into `folder`. Rejects with NotReceived. */
function filesOf(request: IncomingMessage, folder: string, limits: Limits): Promise<Map<string, File[]>> {
  let count = 0;
  const form = new IncomingForm({
    uploadDir: folder,
    enabledPlugins: ['multipart'],
    maxFileSize: limits.bytes,
    maxFields: 10,
    maxFieldsSize: besides,
    filter: () => ++count <= limits.files,
  });
  const files = new Map<string, File[]>();
  return new Promise((resolve, reject) => {
    // beyond the limits nothing is written any more; what still comes is not kept
    form.on('file', (field, file) => files.set(field, [...(files.get(field) ?? []), file]));
    form.on('error', (error: unknown) => reject(reasonOf(error)));
    form.on('end', () => (count > limits.files ? reject(new NotReceived('tooMany')) : resolve(files)));
    form.parse(request);
  });
}

function reasonOf(error: unknown): NotReceived {
  const status = error instanceof Error && 'httpCode' in error ? error.httpCode : 400;
  const fields = error instanceof Error && error.message.includes('maxFields ');
  return new NotReceived(status !== 413 ? 'unreadable' : fields ? 'tooMany' : 'tooLarge', error);
}

/** Runs `work` with the files of a form; they are gone when it has ended. Rejects with NotReceived, or as `work` does. */
export async function withFiles<T>(
  incoming: string,
  request: IncomingMessage,
  limits: Limits,
  work: (files: ReadonlyMap<string, readonly File[]>) => Promise<T>,
): Promise<T> {
  if (Number(request.headers['content-length'] ?? 0) > limits.bytes + besides) throw new NotReceived('tooLarge');
  const folder = await mkdtemp(join(incoming, 'request-'));
  try {
    return await work(await filesOf(request, folder, limits));
  } finally {
    // a file whose opening was under way may still appear while the folder is removed
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  }
}
