import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { useWords } from '../../i18n/use-words';
import { FileButton } from '../../lib/FileButton';

/** `head`: the words above the columns. `name`: of the template's file, without its ending. */
type Props = { head: readonly string[]; name: string; help: string; onRead: (lines: string[][]) => void };

/** Rows pasted from a spreadsheet, or a file; and the names of the columns to begin with. */
export function ImportSource({ head, name, help, onRead }: Props) {
  const [text, setText] = useState('');
  const t = useWords();
  const read = async (given: string): Promise<void> => onRead((await import('./parse')).linesOf(given));
  const readFile = async (file: File): Promise<void> => read((await import('./parse')).decoded(await file.arrayBuffer()));
  const template = async (): Promise<void> => {
    const { csvOf } = await import('./parse');
    const link = document.createElement('a');
    // the mark makes Excel read it as UTF-8
    link.href = URL.createObjectURL(new Blob([`\ufeff${csvOf([head])}\r\n`], { type: 'text/csv' }));
    link.download = `${name}.csv`;
    link.click();
    URL.revokeObjectURL(link.href);
  };
  return (
    <>
      <Box sx={{ color: 'text.secondary' }}>{help}</Box>
      {/* tabs, so that a spreadsheet takes them for columns; one click marks them all */}
      <Box
        data-testid="import-columns"
        sx={{ userSelect: 'all', whiteSpace: 'pre-wrap', tabSize: 8, maxHeight: 96, overflow: 'auto' }}
      >
        {head.join('\t')}
      </Box>
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
        <Button onClick={() => void template()} data-testid="import-template">
          {t('importing.template')}
        </Button>
      </Box>
    </>
  );
}
