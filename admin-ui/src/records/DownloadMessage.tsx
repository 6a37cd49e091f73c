import DownloadIcon from '@mui/icons-material/Download';
import IconButton from '@mui/material/IconButton';
import Tooltip from '@mui/material/Tooltip';
import type { RecordRow } from '@zuoxi/contracts';
import { useServices } from '../kit/services';
import { useWords } from '../i18n/use-words';

/** As mp3 (D13). The link is asked for when it is wanted: it works for five minutes, and a list stands open for hours. */
export function DownloadMessage({ row }: { row: Pick<RecordRow, 'id' | 'voicemail'> }) {
  const { records, toasts } = useServices();
  const t = useWords();
  const { voicemail } = row;
  if (!voicemail) return null;
  const download = async (): Promise<void> => {
    const { segments } = await records.one(row.id);
    const link = document.createElement('a');
    link.href = `${segments[0]?.url ?? ''}?format=mp3&download=1`;
    link.download = voicemail.file;
    link.click();
  };
  const label = t('voicemail.download');
  return (
    <Tooltip title={label}>
      <IconButton
        size="small"
        color="primary"
        aria-label={label}
        data-testid="download"
        onClick={(event) => {
          event.stopPropagation();
          download().catch(() => toasts.say('voicemail.downloadFailed'));
        }}
        sx={{ p: 0.5 }}
      >
        <DownloadIcon sx={{ fontSize: 18 }} />
      </IconButton>
    </Tooltip>
  );
}
