import assert from 'node:assert/strict';
import { test } from 'node:test';
import vm from 'node:vm';
import { oneScript } from '../../src/matrix/one-script.ts';

/** What a script of these modules says; it begins with `page/main.js`. */
function saidBy(modules: Readonly<Record<string, string>>): unknown[] {
  const said: unknown[] = [];
  const script = oneScript('page/main.js', file => {
    const text = modules[file];
    if (text === undefined) throw new Error(`there is no ${file}`);
    return text;
  });
  vm.runInNewContext(script, { say: (one: unknown) => said.push(one) });
  return said;
}

test('modules become one script: each runs once, and names within them do not meet', () => {
  const said = saidBy({
    'page/main.js':
      "import { two, double as twice } from '../numbers.js';\nimport { once } from './once.js';\nconst own = 1;\nsay(own + twice(two));\nsay(once());",
    'numbers.js':
      "import { once } from './page/once.js';\nconst own = 2;\nexport const two = own;\nexport function double(number) {\n  return number * once();\n}",
    'page/once.js': "say('once');\nexport const once = () => 2;",
  });
  assert.deepEqual(said, ['once', 5, 2]);
});

test('other forms of import and export are refused, and so are modules that need each other', () => {
  for (const line of [
    "import fs from 'node:fs';",
    "import './x.js';",
    'export default 1;',
    "export { a } from './a.js';",
    "const a = await import('./a.js');",
    'console.log(import.meta.url);',
  ]) {
    assert.throws(() => saidBy({ 'page/main.js': line }), /page\/main\.js: this form/, line);
  }
  const circle = {
    'page/main.js': "import { a } from './a.js';\nexport const b = 1;",
    'page/a.js': "import { b } from './main.js';\nexport const a = b;",
  };
  assert.throws(() => saidBy(circle), /page\/main\.js → page\/a\.js → page\/main\.js: modules need each other/);
});
