import type { Label, TypeSchema } from '@zuoxi/contracts';
import { useServices } from './services';
import { useLanguage } from '../i18n/use-words';
import { useStore } from '../lib/use-store';
import type { SchemaState } from '../providers/workbench/schema-store';

export const useSchema = (): SchemaState => useStore(useServices().platform.schema.state);

/** Undefined while the schema is not here, or when the role does not see the type. */
export function useType(name: string): TypeSchema | undefined {
  const state = useSchema();
  return state.kind === 'here' ? state.types.get(name) : undefined;
}

/** A label in the language of the screen. */
export function useLabels(): (label: Label) => string {
  const [language] = useLanguage();
  return (label) => label[language];
}
