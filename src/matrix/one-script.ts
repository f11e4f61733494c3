import path from 'node:path';

/**
 * Puts modules, as the compiler writes them, into one script: a page on a disk cannot load modules, and our content security
 * policy lets no other script in. It knows the few forms of `import` and `export` that this project uses, and refuses others.
 * @param entry the path of the module that starts the page
 * @param textOf the text of a compiled module, by its path
 * @throws Error for another form, and for modules that need each other
 */
export function oneScript(entry: string, textOf: (file: string) => string): string {
  const names = new Map<string, string>();
  const parts: string[] = [];
  const add = (file: string, trail: readonly string[]): string => {
    if (trail.includes(file)) throw new Error(`${[...trail, file].join(' → ')}: modules need each other.`);
    const known = names.get(file);
    if (known !== undefined) return known;
    const body = moduleBody(textOf(file), file, imported =>
      add(path.posix.join(path.posix.dirname(file), imported), [...trail, file]),
    );
    const name = `module${names.size}`;
    names.set(file, name);
    parts.push(`const ${name} = (() => {\n${body}\n})();`);
    return name;
  };
  add(entry, []);
  return `(() => {\n'use strict';\n${parts.join('\n')}\n})();\n`;
}

/** A module as the body of a function that returns what it exports. @param nameOf the variable that an imported module is in */
function moduleBody(text: string, file: string, nameOf: (imported: string) => string): string {
  const exported: string[] = [];
  const lines = text.split('\n').map(line => {
    const [, names, imported] = /^import \{ (.+) \} from '(\.{1,2}\/.+)';$/.exec(line) ?? [];
    if (names !== undefined && imported !== undefined) {
      return `const { ${names.replace(/ as /g, ': ')} } = ${nameOf(imported)};`;
    }
    const [, declaration, name] = /^export ((?:async )?(?:function\*?|const|class) (\w+).*)$/.exec(line) ?? [];
    if (declaration !== undefined && name !== undefined) {
      exported.push(name);
      return declaration;
    }
    if (/^export \{\};$/.test(line)) return '';
    if (/^(?:import|export)\b/.test(line) || /\bimport\s*[(.]/.test(line)) {
      throw new Error(`${file}: this form of import or export cannot be put into a page: ${line}`);
    }
    return line;
  });
  return `${lines.join('\n')}\nreturn { ${exported.join(', ')} };`;
}
