/**
 * A content type as data: Strapi's own `schema.json` in a file of the data directory, so that production gets new types without a build and without the
 * content-type builder. Made by hand, or by the builder elsewhere (`npm run design`) and imported (`npm run types`).
 */
import { patternTrouble, type PatternTrouble } from '@zuoxi/contracts/patterns';
import { z } from 'zod';

const name = z
  .string()
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/)
  .max(50);
const attributeName = z
  .string()
  .regex(/^[a-zA-Z][a-zA-Z0-9_]*$/)
  .max(50);
const scalars = [
  'string',
  'text',
  'richtext',
  'blocks',
  'email',
  'password',
  'integer',
  'biginteger',
  'float',
  'decimal',
  'date',
  'time',
  'datetime',
  'timestamp',
  'boolean',
  'json',
  'uid',
  'media',
] as const;

const Attribute = z.discriminatedUnion('type', [
  z.looseObject({ type: z.enum(scalars) }),
  z.looseObject({ type: z.literal('enumeration'), enum: z.array(z.string()).min(1) }),
  z.looseObject({ type: z.literal('relation'), relation: z.string(), target: z.string() }),
  z.looseObject({ type: z.literal('component'), component: z.string() }),
  z.looseObject({ type: z.literal('dynamiczone'), components: z.array(z.string()) }),
]);

export const StoredType = z.looseObject({
  kind: z.enum(['collectionType', 'singleType']),
  collectionName: z.string().regex(/^[a-z][a-z0-9_]{0,49}$/),
  info: z.looseObject({ singularName: name, pluralName: name, displayName: z.string().min(1) }),
  options: z.looseObject({ draftAndPublish: z.boolean().optional() }).optional(),
  attributes: z.record(attributeName, Attribute),
});
export type StoredType = z.infer<typeof StoredType>;

export const uidOf = ({ info: { singularName } }: StoredType): string => `api::${singularName}.${singularName}`;

const Words = z.looseObject({ workbench: z.looseObject({}).catch({}) }).catch({ workbench: {} });

/** Patterns out of its hand: Strapi would run them in JavaScript's time. The workbench has them, and runs them in linear time. */
export const linear = (type: StoredType): StoredType => ({
  ...type,
  attributes: Object.fromEntries(
    Object.entries(type.attributes).map(([name, { regex, ...attribute }]) => {
      if (typeof regex !== 'string') return [name, attribute];
      const words = Words.parse(attribute.pluginOptions);
      return [name, { ...attribute, pluginOptions: { ...words, workbench: { ...words.workbench, pattern: regex } } }];
    }),
  ),
});

/** Those that are not taken. */
export const patternsOf = (type: StoredType): [string, PatternTrouble][] =>
  Object.entries(type.attributes).flatMap(([name, { regex }]): [string, PatternTrouble][] => {
    const trouble = typeof regex === 'string' ? patternTrouble(regex) : null;
    return trouble ? [[name, trouble]] : [];
  });
