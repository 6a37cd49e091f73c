import AttachFileIcon from '@mui/icons-material/AttachFile';
import CloseIcon from '@mui/icons-material/Close';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import Link from '@mui/material/Link';
import type { FileValue } from '@zuoxi/contracts';
import { useState } from 'react';
import { useServices } from '../../app/services';
import { useWords } from '../../i18n/use-words';
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
  const add = async (chosen: FileList | null): Promise<void> => {
    setBusy(true);
    setFailed(null);
    try {
      const added = await Promise.all([...(chosen ?? [])].map((file) => platform.client.upload(file)));
      onChange(many ? [...files, ...added] : added.slice(0, 1));
    } catch (e) {
      setFailed(t(`refusal.${e instanceof RestError ? e.code : 'internal'}`));
    }
    setBusy(false);
  };
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
              aria-label={t('generated.removeFile', { name: file.name })}
              onClick={() => onChange(files.filter((one) => one.id !== file.id))}
            >
              <CloseIcon sx={{ fontSize: 14 }} />
            </IconButton>
          )}
        </Box>
      ))}
      {!disabled && (
        <Button component="label" variant="outlined" startIcon={<AttachFileIcon />} disabled={busy}>
          {t(busy ? 'generated.uploading' : 'generated.chooseFile')}
          <input
            type="file"
            hidden
            multiple={many}
            accept={accept.includes('files') ? undefined : accept.map((one) => mimes[one]).join(',')}
            aria-label={label}
            onChange={(e) => {
              void add(e.target.files);
              e.target.value = '';
            }}
          />
        </Button>
      )}
      {(failed ?? error) && (
        <Box role="alert" sx={{ color: 'error.main', fontSize: 12.5 }}>
          {failed ?? error}
        </Box>
      )}
    </Box>
  );
}
