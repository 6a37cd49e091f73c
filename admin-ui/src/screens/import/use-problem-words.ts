import type { TypeSchema } from '@zuoxi/contracts';
import { useWords } from '../../i18n/use-words';
import { useLabels } from '../../kit/use-schema';
import type { OwnCode, Problem } from './model';

const ownCodes: ReadonlySet<string> = new Set<OwnCode>(['noSuch', 'ambiguous', 'twice', 'needsGroup', 'needsWayIn', 'roleAbove']);

/** A problem as `name of the field: what is wrong`. */
export function useProblemWords(type: TypeSchema, types: ReadonlyMap<string, TypeSchema>): (problem: Problem) => string {
  const t = useWords();
  const say = useLabels();
  return ({ column, code, limit }) => {
    const field = type.fields.find(({ path }) => column === path || column.startsWith(`${path}.`));
    const target = field?.of.kind === 'relation' ? types.get(field.of.target) : undefined;
    const said = { limit, what: target ? say(target.label) : '' };
    return t('pair.named', {
      name: field ? say(field.label) : column,
      words: ownCodes.has(code) ? t(`importing.why.${code}`, said) : t(`issue.${code}`, said),
    });
  };
}
