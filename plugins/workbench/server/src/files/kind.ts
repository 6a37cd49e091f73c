/**
 * What a file is by its first bytes; its name and what the browser said count for nothing. Of the well-kept libraries for this, `file-type` is an ES module
 * alone, which a CommonJS plugin cannot load under jest; the kinds that a contact center sends around are few.
 */
type Kind = { mime: string; accept: 'images' | 'videos' | 'audios' | 'files'; inline: boolean };
type Signature = Kind & { at: number; bytes: string };

const image = (mime: string, bytes: string, at = 0): Signature => ({ mime, accept: 'images', inline: true, at, bytes });
const sound = (mime: string, bytes: string, at = 0): Signature => ({ mime, accept: 'audios', inline: true, at, bytes });
const video = (mime: string, bytes: string, at = 0): Signature => ({ mime, accept: 'videos', inline: true, at, bytes });
const other = (mime: string, bytes: string, inline = false): Signature => ({ mime, accept: 'files', inline, at: 0, bytes });

/** In Latin-1; the first that fits counts. */
const signatures: readonly Signature[] = [
  image('image/png', '\x89PNG\r\n\x1a\n'),
  image('image/jpeg', '\xff\xd8\xff'),
  image('image/gif', 'GIF8'),
  image('image/webp', 'WEBP', 8),
  image('image/bmp', 'BM'),
  sound('audio/wav', 'WAVE', 8),
  sound('audio/mpeg', 'ID3'),
  sound('audio/mpeg', '\xff\xfb'),
  sound('audio/mpeg', '\xff\xf3'),
  sound('audio/ogg', 'OggS'),
  sound('audio/flac', 'fLaC'),
  sound('audio/mp4', 'ftypM4A', 4),
  sound('audio/amr', '#!AMR'),
  video('video/mp4', 'ftyp', 4),
  video('video/webm', '\x1aE\xdf\xa3'),
  other('application/pdf', '%PDF-', true),
  other('application/zip', 'PK\x03\x04'), // Office's files too
  other('application/x-ole-storage', '\xd0\xcf\x11\xe0'),
];

const unknown: Kind = { mime: 'application/octet-stream', accept: 'files', inline: false };

/** Programs are nobody's attachment. */
const programs = ['MZ', '\x7fELF', '#!/', '\xcf\xfa\xed\xfe', '\xca\xfe\xba\xbe'];

/** Null: refused. `start` is the file's beginning, at least 16 bytes of it where it has them. */
export function fileKind(start: Buffer): Kind | null {
  const text = start.toString('latin1');
  if (programs.some((bytes) => text.startsWith(bytes))) return null;
  const found = signatures.find(({ at, bytes }) => text.startsWith(bytes, at));
  return found ? { mime: found.mime, accept: found.accept, inline: found.inline } : unknown;
}
