import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { useServices } from '../../kit/services';
import { useWords } from '../../i18n/use-words';
import { FileButton } from '../../lib/FileButton';
import { RestError } from '../../providers/strapi/http';
import { Card, Sentence } from '../../kit/card';
import { useLabels, useSchema } from '../../kit/use-schema';
import { WhoseButtons } from '../WhoseButtons';

/** Fields and views of the enterprise as one file: taken out, put in, taken back. And the way back from a view to what stands below it. */
export default function ViewsPage() {
  const { platform } = useServices();
  const state = useSchema();
  const t = useWords();
  const say = useLabels();
  const [said, setSaid] = useState<{ text: string; bad: boolean } | null>(null);
  const attempt = async (work: () => Promise<void>, done: string): Promise<void> => {
    try {
      await work();
      await platform.schema.refresh();
      setSaid({ text: t(done), bad: false });
    } catch (e) {
      const code = e instanceof RestError ? e.code : e instanceof SyntaxError ? 'badRequest' : 'internal';
      setSaid({ text: t(`refusal.${code}`), bad: true });
    }
  };
  const download = async (): Promise<void> => {
    const text = JSON.stringify(await platform.client.exported(), null, 2);
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
    link.download = 'zuoxi-views.json';
    link.click();
    URL.revokeObjectURL(link.href);
  };
  return (
    <Box sx={{ p: 1.5, display: 'grid', gap: 1.5, maxWidth: 760 }}>
      <Card title={t('views.package')}>
        <Sentence>{t('views.packageHelp')}</Sentence>
        <Box sx={{ display: 'flex', gap: 1 }}>
          <Button variant="contained" onClick={() => void attempt(download, 'views.exported')}>
            {t('views.export')}
          </Button>
          <FileButton
            accept="application/json"
            onFiles={([file]) =>
              file &&
              void attempt(async () => platform.client.imported(JSON.parse(await file.text()) as unknown), 'views.imported')
            }
          >
            {t('views.import')}
          </FileButton>
          <Button onClick={() => void attempt(() => platform.client.rollback(), 'views.rolledBack')}>
            {t('views.rollback')}
          </Button>
        </Box>
        {said && <Sentence alert={said.bad}>{said.text}</Sentence>}
      </Card>
      <Card title={t('views.reset')}>
        <Sentence>{t('views.resetHelp')}</Sentence>
        {state.kind === 'here' &&
          state.schema.types.map(({ name, label }) => (
            <Box key={name} sx={{ display: 'flex', alignItems: 'center', gap: 1, height: 36 }}>
              <Box sx={{ width: 200 }}>{say(label)}</Box>
              <WhoseButtons
                words={(layer) => t(`views.resetFor.${layer}`)}
                testid="reset-view"
                onPick={(whose) =>
                  void attempt(
                    () => platform.client.resetView(name, whose.layer, whose.layer === 'role' ? whose.role : undefined),
                    'views.wasReset',
                  )
                }
              />
            </Box>
          ))}
      </Card>
    </Box>
  );
}
