import fc from 'fast-check';
import { anyText } from '../text/any-text.ts';

/** A page with one of everything. */
export const PAGE = `:original_name: x.html

.. _label:

Show a Thing
============

URI
---

-  URI format

   GET /v1/things/{id}?limit={limit}

   PATH: /v1/others

   Method: GET

-  Parameter description

   ========= =========
   Parameter Mandatory
   ========= =========
   id        Yes
   name      No
   ========= =========

Response
--------

-  Parameter description

   +-----------+--------+--------------------------------+
   | Parameter | Type   | Description                    |
   +===========+========+================================+
   | id        | string | Its **id**. See :ref:\`a <b>\`.  |
   +-----------+--------+--------------------------------+
   | kind      | string | One of these:                  |
   |           |        |                                |
   |           |        | -  \`\`one\`\`                     |
   |           |        | -  *two*                       |
   |           |        |                                |
   |           |        | .. note::                      |
   |           |        |                                |
   |           |        |    Text \\_ here::              |
   |           |        |                                |
   |           |        |      {"kind": "one"}           |
   +-----------+--------+--------------------------------+

   -  #. .. table:: **Table 1** Deep

            === ====
            Key Text
            === ====
            a   one
            === ====

-  Example

   .. code-block:: json

      {"id": "1"}

   or::

      text

Status Codes
------------

-  Normal

   200

-  Abnormal

   =========== ====
   Status Code Text
   =========== ====
   404         None
   =========== ====
`;

/** Pieces of markup. */
export const snippets = fc.constantFrom(
  ...[
    '**',
    '*',
    '`',
    '``',
    '|',
    '+',
    '-',
    '=',
    ':',
    '::',
    '\\',
    '_',
    ' ',
    '   ',
    '\t',
    '\n',
    '\n\n',
    '- ',
    '1. ',
    '.. ',
  ],
  ...[
    '+---+---+\n',
    '=== ===\n',
    '.. note::\n',
    '.. table:: x\n',
    '.. code-block::\n',
    'Method: GET\n',
    'PATH: /a\n',
    ':ref:`',
    '漢',
    'e\u0301',
    '\0',
    '\u{1F600}',
  ],
);

/** One damage to a text, at a position between 0 and 1. */
type Damage = (text: string, position: number) => string;

const damages: fc.Arbitrary<Damage> = fc.oneof(
  fc.integer({ min: 1, max: 40 }).map<Damage>(length => (text, position) => {
    const at = Math.floor(position * text.length);
    return text.slice(0, at) + text.slice(at + length);
  }),
  fc.oneof(snippets, anyText({ maxLength: 3 })).map<Damage>(snippet => (text, position) => {
    const at = Math.floor(position * text.length);
    return text.slice(0, at) + snippet + text.slice(at);
  }),
  fc
    .constantFrom<'delete' | 'double' | 'indent' | 'outdent'>('delete', 'double', 'indent', 'outdent')
    .map<Damage>(what => (text, position) => {
      const lines = text.split('\n');
      const at = Math.floor(position * lines.length);
      const line = lines[at] ?? '';
      const changed = { delete: [], double: [line, line], indent: [` ${line}`], outdent: [line.slice(1)] };
      return lines.toSpliced(at, 1, ...changed[what]).join('\n');
    }),
);

/** Some damages, and where each is done. */
export const damagesAt = fc.array(fc.tuple(damages, fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })), {
  minLength: 1,
  maxLength: 4,
});

/** The text after all the damages. */
export function damage(text: string, all: readonly (readonly [Damage, number])[]): string {
  return all.reduce((damaged, [change, position]) => change(damaged, position), text);
}

/** Deletes some characters of a border, but not all of it: no line of a table disappears. */
export function withoutPartOfBorder(text: string, choice: number, from: number, length: number): string {
  const lines = text.split('\n');
  const borders = lines.flatMap((line, index) => (/^ *(?:\+[-=]|=+ +=)/.test(line) ? [index] : []));
  const at = borders[Math.floor(choice * borders.length)] ?? 0;
  const border = lines[at] ?? '';
  const indent = border.search(/\S/);
  const start = indent + Math.floor(from * (border.length - indent));
  const part = border.slice(start, start + Math.min(length, border.length - indent - 1));
  return lines.toSpliced(at, 1, border.slice(0, start) + border.slice(start + part.length)).join('\n');
}
