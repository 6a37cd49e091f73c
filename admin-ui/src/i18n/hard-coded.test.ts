import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const source = join(__dirname, '..');
const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((f) => f.endsWith('.tsx'));

/** Names of languages are said in their own; a separator of lists and signs are nobody's words. */
const allowed = new Set(['中文', 'English', '、', 'MP3']);
const shownAttributes = new Set(['title', 'label', 'aria-label', 'placeholder', 'alt', 'helperText', 'titleAccess']);

const chinese = /[\u3400-\u9fff]/;
const words = /\p{L}{2,}/u;

/** Every piece of text that a person would read although no dictionary has it: text between tags, texts of attributes that are shown, Chinese anywhere. */
function hardCoded(file: string): string[] {
  const tree = ts.createSourceFile(
    file,
    readFileSync(join(source, file), 'utf8'),
    ts.ScriptTarget.ES2022,
    true,
    ts.ScriptKind.TSX,
  );
  const found: string[] = [];
  const say = (text: string): void => {
    if (!allowed.has(text.trim())) found.push(`${file}: ${text.trim()}`);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node) && words.test(node.text)) say(node.text);
    const text =
      ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node) ? node.text : null;
    if (text !== null && chinese.test(text)) say(text);
    if (
      ts.isJsxAttribute(node) &&
      shownAttributes.has(node.name.getText()) &&
      node.initializer &&
      ts.isStringLiteral(node.initializer)
    )
      if (words.test(node.initializer.text)) say(node.initializer.text);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

test('no screen says anything that is not in a dictionary', () => {
  expect(files.length).toBeGreaterThan(50);
  expect(files.flatMap(hardCoded)).toEqual([]);
});
