import { Box, Card, dateTime, Link, Sentence } from '@zuoxi/plugin/ui';
import { useFailure, useServices, useWords } from './services';
import { callPath } from './pages';
import { useHistory } from './use-campaigns';

/** CMP-18: what came of it before, whoever called. */
export function History({ id }: { id: string }) {
  const { host } = useServices();
  const { data, error } = useHistory(id);
  const t = useWords();
  const failure = useFailure();
  return (
    <Card title={t('campaigns.history.title')} testId="history">
      {error && <Sentence alert>{failure(error)}</Sentence>}
      {data?.length === 0 && <Sentence>{t('campaigns.history.none')}</Sentence>}
      <Box component="ol" sx={{ m: 0, p: 0, listStyle: 'none', display: 'grid', gap: 1 }}>
        {data?.map(({ id: record, at, agent, status, result, remark, call }) => (
          <Box key={record} component="li" sx={{ lineHeight: '20px' }}>
            <Box sx={{ display: 'flex', gap: 1 }}>
              <Box component="span" sx={{ fontWeight: 600 }}>
                {t(`campaigns.status.${status}`)}
              </Box>
              <span>{result}</span>
              <Box component="span" sx={{ ml: 'auto', color: 'text.secondary', fontSize: 12 }}>
                {dateTime(at, Date.now())}
              </Box>
            </Box>
            {remark && <Box sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{remark}</Box>}
            <Box sx={{ display: 'flex', gap: 1, color: 'text.secondary', fontSize: 12 }}>
              <span>{agent ? `${agent.number} ${agent.name}` : t('campaigns.history.gone')}</span>
              {call && (
                <Link component="button" type="button" onClick={() => host.open(callPath(call))} sx={{ fontSize: 12 }}>
                  {t('campaigns.history.call')}
                </Link>
              )}
            </Box>
          </Box>
        ))}
      </Box>
    </Card>
  );
}
