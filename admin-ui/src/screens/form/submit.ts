import type { DataRow, TypeSchema } from '@zuoxi/contracts';
import { useState } from 'react';
import { useLabels } from '../../kit/use-schema';
import { useWords } from '../../i18n/use-words';
import { RestError } from '../../providers/strapi/http';
import type { Draft } from './draft';
import { issueOf, issueWords, whereIn } from './issues';

/** What is wrong: at each field, and in words for the whole. */
type Wrong = { fields: Readonly<Record<string, string>>; trouble: string | null };
const nothing: Wrong = { fields: {}, trouble: null };

type SubmitOptions = {
  type: TypeSchema;
  row: DataRow | null;
  draft: Draft;
  onSave: (values: Record<string, unknown>) => Promise<void>;
};

/** Checks what the form itself knows, sends it, and puts what the server says where it belongs. */
export function useSubmit({ type, row, draft, onSave }: SubmitOptions) {
  const t = useWords();
  const say = useLabels();
  const [wrong, setWrong] = useState(nothing);
  const [busy, setBusy] = useState(false);

  const lacks = (): Record<string, string> =>
    Object.fromEntries(
      draft.sections
        .flatMap(({ parts }) => parts.filter(draft.writable))
        .flatMap((part) => {
          const { path, of } = part.schema;
          const kept = of.kind === 'password' && row !== null;
          const issue = issueOf(part.schema, draft.required(part) && !kept, draft.valueOf(path));
          return issue ? [[path, issueWords(t, issue, of)]] : [];
        }),
    );

  const refused = ({ code, said }: RestError): Wrong => {
    const shown = new Set(draft.sections.flatMap(({ parts }) => parts.map(({ schema }) => schema.path as string)));
    const issues = (said.issues ?? []).map((issue) => {
      const field = type.fields.find(({ path: at }) => issue.field === at || issue.field.startsWith(`${at}.`));
      const inside = field ? whereIn(field, issue.field, say) : '';
      return {
        at: field?.path ?? issue.field,
        name: field ? say(field.label) : issue.field,
        inside,
        words: `${inside}${issueWords(t, issue, field?.of)}`,
      };
    });
    // a list of parts is long, and says what is wrong at its end
    const elsewhere = issues.filter(({ at, inside }) => inside || !shown.has(at)).map((issue) => t('pair.named', issue));
    return {
      fields: Object.fromEntries(issues.map(({ at, words }) => [at, words])),
      trouble: [t(`refusal.${code}`), ...elsewhere].join(' '),
    };
  };

  /** Resolves with the first field that is filled in wrongly; null: it was sent. */
  const submit = async (): Promise<string | null> => {
    if (busy || !draft.mayWrite) return null;
    const fields = lacks();
    setWrong({ fields, trouble: null });
    const [first = null] = Object.keys(fields);
    if (first !== null) return first;
    setBusy(true);
    try {
      await onSave(draft.toSend());
      draft.undo();
    } catch (error) {
      setWrong(refused(error instanceof RestError ? error : new RestError('internal', 0)));
    }
    setBusy(false);
    return null;
  };
  return { ...wrong, busy, submit, forget: () => setWrong(nothing) };
}
