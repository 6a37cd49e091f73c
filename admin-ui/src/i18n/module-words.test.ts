import { addWords, moduleWords } from './module-words';

addWords('visits', {
  zh: { greeting: '%{name}，您好', run: { stop: '停止' } },
  en: { greeting: 'Hello %{name}', run: { stop: 'Stop' } },
});

test('a module has words below its own name, in both languages', () => {
  expect(moduleWords('visits.greeting', 'en', { name: 'Ada' })).toBe('Hello Ada');
  expect(moduleWords('visits.run.stop', 'zh')).toBe('停止');
});

test('what no module says is left to the workbench: other names, branches, holes without a value', () => {
  expect(moduleWords('refusal.away', 'zh')).toBeUndefined();
  expect(moduleWords('visits.run', 'zh')).toBeUndefined();
  expect(moduleWords('visits.run.go', 'zh')).toBeUndefined();
  expect(moduleWords('visits.greeting', 'en')).toBe('Hello %{name}');
});
