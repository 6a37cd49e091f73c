/**
 * A backup under a passphrase: scrypt makes the key, AES-256-GCM seals pieces of 1 MB. Each piece's nonce counts it and says whether it is the last, so that
 * none can be left out, moved or cut off (the STREAM construction: Hoang, Reyhanitabar, Rogaway, Vizár, CRYPTO 2015), and nothing unchecked is ever given out.
 */
import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';
import { promisify } from 'node:util';
import { Trouble } from '../trouble';
import { Bytes } from './bytes';

const mark = Buffer.from('zuoxi backup, sealed 1\n');
const [saltBytes, prefixBytes, tagBytes, pieceBytes] = [16, 7, 16, 1024 * 1024];
const cost = { N: 2 ** 17, r: 8, p: 1, maxmem: 256 * 1024 * 1024 }; // OWASP's; 128 MB and a third of a second
const cipher = 'aes-256-gcm';

const keyOf = (passphrase: string, salt: Buffer): Promise<Buffer> =>
  promisify<string, Buffer, number, typeof cost, Buffer>(scrypt)(passphrase, salt, 32, cost);

function nonce(prefix: Buffer, count: number, last: boolean): Buffer {
  const rest = Buffer.alloc(5);
  rest.writeUInt32BE(count);
  rest.writeUInt8(last ? 1 : 0, 4);
  return Buffer.concat([prefix, rest]);
}

/** Each whole piece, and whether it is the last. */
async function* piecesOf(bytes: Bytes, size: number): AsyncGenerator<{ piece: Buffer; last: boolean; count: number }> {
  let piece = await bytes.most(size);
  for (let count = 0; ; count++) {
    const next = piece.length < size ? Buffer.alloc(0) : await bytes.most(size);
    const last = next.length === 0;
    yield { piece, last, count };
    if (last) return;
    piece = next;
  }
}

export async function* sealed(passphrase: string, plain: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const [salt, prefix] = [randomBytes(saltBytes), randomBytes(prefixBytes)];
  const key = await keyOf(passphrase, salt);
  yield Buffer.concat([mark, salt, prefix]);
  for await (const { piece, last, count } of piecesOf(new Bytes(plain), pieceBytes)) {
    const seal = createCipheriv(cipher, key, nonce(prefix, count, last));
    yield Buffer.concat([seal.update(piece), seal.final(), seal.getAuthTag()]);
  }
}

async function* opened(passphrase: string, bytes: Bytes): AsyncGenerator<Buffer> {
  const [salt, prefix] = [await bytes.exactly(saltBytes), await bytes.exactly(prefixBytes)];
  const key = await keyOf(passphrase, salt);
  for await (const { piece, last, count } of piecesOf(bytes, pieceBytes + tagBytes)) {
    const open = createDecipheriv(cipher, key, nonce(prefix, count, last));
    const text = piece.subarray(0, -tagBytes);
    try {
      open.setAuthTag(piece.subarray(-tagBytes));
      yield Buffer.concat([open.update(text), open.final()]);
    } catch {
      throw new Trouble(
        count === 0
          ? 'The passphrase does not open this backup, or the file is damaged. Give the one that it was made with (--passphrase-file).'
          : 'The backup is damaged or was cut. Copy the file again, or take another one.',
      );
    }
  }
}

/** The archive inside, sealed or not. Throws a Trouble where a passphrase is missing, or given for nothing. */
export async function unsealed(passphrase: string | null, file: AsyncIterable<Buffer>): Promise<Bytes> {
  const bytes = new Bytes(file);
  const first = await bytes.most(mark.length);
  const closed = first.equals(mark);
  if (closed && passphrase === null)
    throw new Trouble('The backup is sealed: give the file with its passphrase (--passphrase-file).');
  if (!closed && passphrase !== null) throw new Trouble('The backup is not sealed: leave --passphrase-file out.');
  if (passphrase !== null) return new Bytes(opened(passphrase, bytes));
  return new Bytes(
    (async function* () {
      yield first;
      yield* bytes.all();
    })(),
  );
}
