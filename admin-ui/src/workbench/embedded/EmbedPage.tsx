import { useEffect } from 'react';
import Box from '@mui/material/Box';
import { useServices } from '../services';
import { useWords } from '../../i18n/use-words';
import { Sentence } from '../../kit/card';
import { Embedded } from './Embedded';
import { embedPath, useEmbeddedPages } from './use-embedded';

/** `/embed/<id>` */
export function EmbedPage({ id }: { id: string }) {
  const { tabs } = useServices();
  const { data, error } = useEmbeddedPages();
  const t = useWords();
  const page = data?.find((one) => one.id === id);
  useEffect(() => {
    if (page) tabs.name(embedPath(page.id), page.label);
  }, [tabs, page]);
  if (page) return <Embedded page={page} height="100%" />;
  const says = data ? 'embedded.gone' : error ? 'embedded.away' : 'ra.page.loading';
  return (
    <Box sx={{ p: 1.5 }}>
      <Sentence alert={says !== 'ra.page.loading'}>{t(says)}</Sentence>
    </Box>
  );
}
