import AttachFileIcon from '@mui/icons-material/AttachFile';
import CloseIcon from '@mui/icons-material/Close';
import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import Link from '@mui/material/Link';
import type { FileValue } from '@zuoxi/contracts';
import { useState } from 'react';
import { useServices } from '../../kit/services';
import { useWords } from '../../i18n/use-words';
import { FileButton } from '../../lib/FileButton';
import { RestError } from '../../providers/strapi/http';

type Accepted = 'images' | 'videos' | 'audios' | 'files';
type Props = {
  label: string;
  files: FileValue[];
  many: boolean;
  accept: Accepted[];
  onChange: (files: FileValue[]) => void;
  disabled: boolean;
  error: string | undefined;
};
const mimes: Readonly<Record<Accepted, string>> = { images: 'image/*', videos: 'video/*', audios: 'audio/*', files: '' };

/** Files go up when they are chosen; the row keeps them when it is saved. */
export function FileInput({ label, files, many, accept, onChange, disabled, error }: Props) {
  const { platform } = useServices();
  const t = useWords();
  const [failed, setFailed] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const add = async (chosen: readonly File[]): Promise<void> => {
    setBusy(true);
    setFailed(null);
    try {
      const added = await Promise.all(chosen.map((file) => platform.client.upload(file)));
      onChange(many ? [...files, ...added] : added.slice(0, 1));
    } catch (e) {
      setFailed(t(`refusal.${e instanceof RestError ? e.code : 'internal'}`));
    }
    setBusy(false);
  };
  const words = t(busy ? 'screens.uploading' : 'screens.chooseFile');
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1, minHeight: 34 }}>
      {files.map((file) => (
        <Box key={file.id} sx={{ display: 'inline-flex', alignItems: 'center' }}>
          <Link href={file.url} target="_blank" rel="noreferrer">
            {file.name}
          </Link>
          {!disabled && (
            <IconButton
              size="small"
              aria-label={t('screens.removeFile', { name: file.name })}
              onClick={() => onChange(files.filter((one) => one.id !== file.id))}
            >
              <CloseIcon sx={{ fontSize: 14 }} />
            </IconButton>
          )}
        </Box>
      ))}
      {!disabled && (
        <FileButton
          startIcon={<AttachFileIcon />}
          disabled={busy}
          multiple={many}
          accept={accept.includes('files') ? undefined : accept.map((one) => mimes[one]).join(',')}
          aria-label={`${label} ${words}`}
          onFiles={(chosen) => void add(chosen)}
        >
          {words}
        </FileButton>
      )}
      {(failed ?? error) && (
        <Box role="alert" sx={{ color: 'error.main', fontSize: 12.5 }}>
          {failed ?? error}
        </Box>
      )}
    </Box>
  );
}
