import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { useLanguage, useWords } from '../../i18n/use-words';
import { FileButton } from '../../lib/FileButton';
import { templateHead } from './columns';

type Props = { onRead: (lines: string[][]) => void };

/** Rows pasted from a spreadsheet, or a file; and a template to begin with. */
export function ImportSource({ onRead }: Props) {
  const [text, setText] = useState('');
  const [language] = useLanguage();
  const t = useWords();
  const read = async (given: string): Promise<void> => onRead((await import('./parse')).linesOf(given));
  const readFile = async (file: File): Promise<void> => read((await import('./parse')).decoded(await file.arrayBuffer()));
  const template = (): void => {
    const link = document.createElement('a');
    // the mark makes Excel read it as UTF-8
    link.href = URL.createObjectURL(new Blob([`\ufeff${templateHead[language]}\r\n`], { type: 'text/csv' }));
    link.download = 'zuoxi-accounts.csv';
    link.click();
    URL.revokeObjectURL(link.href);
  };
  return (
    <>
      <Box sx={{ color: 'text.secondary' }}>{t('importing.help')}</Box>
      <TextField
        multiline
        rows={10}
        value={text}
        onChange={(e) => setText(e.target.value)}
        placeholder={t('importing.paste')}
        slotProps={{ htmlInput: { 'aria-label': t('importing.paste'), spellCheck: false } }}
      />
      <Box sx={{ display: 'flex', gap: 1 }}>
        <Button variant="contained" disabled={text.trim() === ''} data-testid="import-read" onClick={() => void read(text)}>
          {t('importing.read')}
        </Button>
        <FileButton
          accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values"
          data-testid="import-file"
          onFiles={([file]) => file && void readFile(file)}
        >
          {t('importing.file')}
        </FileButton>
        <Button onClick={template} data-testid="import-template">
          {t('importing.template')}
        </Button>
      </Box>
    </>
  );
}
