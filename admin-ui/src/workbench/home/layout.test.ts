import { arranged, folded, movedBy, noLayout, placed } from './layout';

const known = [
  { id: 'basic', side: 'left' },
  { id: 'today', side: 'left' },
  { id: 'call', side: 'right' },
  { id: 'recent', side: 'right' },
] as const;

test('WB-01 a person who moved nothing sees the panels as they come', () => {
  expect(arranged(noLayout, known)).toEqual({ left: ['basic', 'today'], right: ['call', 'recent'] });
});

test('WB-01 a panel goes before the one it is dropped on, or to the end of a column', () => {
  const before = placed(noLayout, known, 'recent', 'left', 'today');
  expect(arranged(before, known)).toEqual({ left: ['basic', 'recent', 'today'], right: ['call'] });
  expect(arranged(placed(before, known, 'basic', 'right', null), known)).toEqual({
    left: ['recent', 'today'],
    right: ['call', 'basic'],
  });
});

test('a panel that comes later (a plugin, a newer version) takes its place at the end; one that is gone leaves no hole and finds its place again', () => {
  const layout = placed(noLayout, known, 'recent', 'right', 'call');
  const more = [...known, { id: 'plugin/map', side: 'right' } as const];
  expect(arranged(layout, more).right).toEqual(['recent', 'call', 'plugin/map']);
  const withMap = placed(layout, more, 'plugin/map', 'left', 'basic');
  expect(arranged(withMap, known).left).toEqual(['basic', 'today']);
  expect(arranged(placed(withMap, known, 'call', 'right', 'recent'), more).left).toContain('plugin/map');
});

test('what can be dragged can be moved by keys (WCAG 2.5.7)', () => {
  expect(movedBy(noLayout, known, 'basic', 'up')).toBeNull();
  expect(movedBy(noLayout, known, 'today', 'down')).toBeNull();
  expect(arranged(movedBy(noLayout, known, 'basic', 'down') ?? noLayout, known).left).toEqual(['today', 'basic']);
  expect(arranged(movedBy(noLayout, known, 'today', 'up') ?? noLayout, known).left).toEqual(['today', 'basic']);
  expect(arranged(movedBy(noLayout, known, 'call', 'across') ?? noLayout, known).left).toEqual(['basic', 'today', 'call']);
});

test('WB-01 a panel is folded and unfolded', () => {
  const once = folded(noLayout, 'today');
  expect(once.folded).toEqual(['today']);
  expect(folded(once, 'today').folded).toEqual([]);
});
