import type { Contract } from '../../src/contract/contract.ts';
import { contractOf } from '../../src/contract/join.ts';
import { type Notes, notesOf, parseNotes } from '../../src/contract/notes.ts';
import type { Siblings } from '../../src/contract/siblings.ts';
import type { Facts } from '../../src/documentation/fact.ts';
import { readFacts } from '../documentation/read-facts.ts';
import { pageOf } from '../documentation/small-page.ts';

/** A page about a list of tapes, whose links to further ones only the page beside it documents. */
export const tapes: Facts = readFacts(
  pageOf({
    path: '/v3/{project_id}/tapes',
    query: [
      ['limit', 'No', 'int', 'At most so many'],
      ['skip', 'No', 'int', 'Leaves out so many'],
      ['state', 'No', 'string', 'Only these: **idle** or **busy**'],
      ['label~', 'No', 'string', 'Only labels with this text. Added in version 3.31.'],
      ['counted', 'No', 'boolean', 'With the number. Added in version 3.45.'],
    ],
    tables: {
      Fields: [
        ['tapes', 'list<dict>', 'The tapes'],
        ['serial', 'string', 'Tells tapes apart'],
        ['label', 'string', 'What it says'],
        ['state', 'string', 'What it does'],
        ['total', 'int', 'How many there are here'],
      ],
    },
    example: '{"tapes": [{"serial": "x", "label": "one", "state": "idle"}], "total": 1}',
  }),
);

/** The page beside it, which documents the links. */
export const racks: Facts = readFacts(
  pageOf({
    path: '/v3/{project_id}/racks',
    tables: {
      Fields: [['racks', 'list<dict>', 'The racks']],
      '**rack** field description': [['tapes_links', 'list<dict>', 'Where to go on']],
      '**links** field description': [
        ['href', 'string', 'Where'],
        ['rel', 'string', '**next** leads on'],
      ],
    },
    example: '{"racks": [{}]}',
  }),
);

export const goodNotes = `
rulings:
  - on: [undocumented/tapes_links]
    observed: page.txt
    decision: as-in-sibling
    sibling: list-racks
    reason: because
  - on: [counted/total]
    observed: page.txt
    decision: counts-all
    reason: because
meanings:
  - { on: response/envelope, says: The tapes, rule: items }
  - { on: response/serial, says: Tells tapes apart, rule: identified-by }
  - { on: response/tapes_links, says: Where to go on, rule: next-in, relation: next, marker: after }
  - { on: response/total, says: How many there are here, rule: count, parameter: counted, since: "3.45" }
  - { on: request/limit, says: At most so many, rule: limit }
  - { on: request/skip, says: Leaves out so many, rule: offset }
  - { on: request/state, says: "Only these: idle or busy", rule: filter, field: state, match: exact }
  - { on: request/label~, says: Only labels with this text. Added in version 3.31., rule: filter, field: label, match: contains, since: "3.45" }
steady: { always: [serial], while: [state] }
confidential: []
media-type: { value: application/json, cites: [] }
`;

export const siblings: Siblings = { facts: new Map([['list-racks', racks]]), contracts: new Map() };

export const notesFrom = (text: string): Notes => notesOf('list-tapes.yaml', parseNotes('list-tapes.yaml', text));

/** The contract of the list of tapes, with these notes. */
export const tapesContract = (text = goodNotes): Contract =>
  contractOf('a/v3/list-tapes', tapes, notesFrom(text), 'ruled', siblings);
