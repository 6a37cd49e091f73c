import { Sentence } from '../../kit/card';
import { useSchema } from '../../kit/use-schema';
import { useWords } from '../../i18n/use-words';
import { SingleRow } from '../form/SingleRow';
import { RowList } from './RowList';

/** `/t/<type>`: the list of a content type; of one that has a single row, its form. */
export default function TypePage({ type: name }: { type: string }) {
  const state = useSchema();
  const t = useWords();
  const type = state.kind === 'here' ? state.types.get(name) : undefined;
  if (type) return type.single ? <SingleRow type={type} /> : <RowList key={type.name} type={type} />;
  const says = { none: 'ra.page.loading', failed: 'screens.noSchema', here: 'screens.noType' }[state.kind];
  return (
    <div style={{ padding: 12 }}>
      <Sentence alert={state.kind !== 'none'}>{t(says)}</Sentence>
    </div>
  );
}
