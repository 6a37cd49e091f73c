import Button from '@mui/material/Button';
import type { DataRow, TypeSchema } from '@zuoxi/contracts';
import type { ReactNode } from 'react';
import { Sentence } from '../../kit/card';
import { FreshRows } from '../../kit/fresh';
import { ActionButtons } from '../../kit/slots/ActionButtons';
import { RowPanels, Slots } from '../../kit/slots/PluginSlot';
import { useWords } from '../../i18n/use-words';
import { RestError } from '../../providers/strapi/http';
import { RowForm } from './RowForm';
import { useRow } from './use-row';

type Props = {
  type: TypeSchema;
  id: string | null;
  /** the page it stands on */
  path: string;
  onSaved?: (row: DataRow) => void;
  extra?: (row: DataRow | null) => ReactNode;
};

/** One row, read or written as the role may, with what plugins bring beside it. */
export function OneRow({ type, id, path, onSaved, extra }: Props) {
  const { row, error, refetch, save } = useRow(type, id, onSaved);
  const t = useWords();
  if (error)
    return (
      <Sentence alert>
        {t(`refusal.${error instanceof RestError ? error.code : 'internal'}`)}{' '}
        <Button onClick={() => void refetch()}>{t('action.retry')}</Button>
      </Sentence>
    );
  if (id !== null && !row) return <Sentence>{t('ra.page.loading')}</Sentence>;
  return (
    <>
      <FreshRows type={type.name} />
      <Slots at="beforeRow" type={type} row={row} />
      <RowForm
        type={type}
        row={row}
        path={path}
        onSave={save}
        extra={
          <>
            {row && <ActionButtons at="row" type={type.name} ids={[row.id]} />}
            {extra?.(row)}
          </>
        }
      />
      {row && <RowPanels facts={{ type: type.name, row }} />}
      <Slots at="afterRow" type={type} row={row} />
    </>
  );
}
