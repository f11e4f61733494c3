import type { Contract, ListRules, QueryParameter } from '../../src/contract/contract.ts';
import type { Field } from '../../src/contract/field.ts';
import type { JsonType } from '../../src/documentation/fact.ts';
import { contract as firstPage } from '../checks/embedded-recording.ts';

const place = { file: 'sample.rst', line: 1 };

/** A documented field of this type; `parts` is what is special about it. */
function field(name: string, type: JsonType, parts: Partial<Field> = {}): Field {
  return {
    id: name,
    names: [name],
    documentedType: type,
    type,
    nullable: false,
    optional: false,
    words: [],
    rules: [],
    holding: undefined,
    members: [],
    place,
    cites: [{ source: place.file, line: place.line }],
    ...parts,
  };
}

/** The rules of a field, all of them MUST. */
const ruled = (...rules: readonly Field['rules'][number]['rule'][]): Pick<Field, 'rules'> => ({
  rules: rules.map(rule => ({ rule, level: 'MUST', cites: [] })),
});

/** The field with its id below that of the field around it. */
const within = (around: string, one: Field): Field => {
  const id = `${around}/${one.names[0]}`;
  return { ...one, id, members: one.members.map(member => within(id, member)) };
};

const address = field('href', 'string', ruled({ rule: 'absolute-url' }));
const relation = field('rel', 'string', ruled({ rule: 'relation-types', more: 'next' }));

/** The fields of an invented resource: one for every kind of fact. */
const parcel: readonly Field[] = [
  field('number', 'string', ruled({ rule: 'same-as-path', parameter: 'parcel_number' })),
  field('colour', 'string', ruled({ rule: 'one-of', values: ['red', 'green'] })),
  field('grade', 'integer', ruled({ rule: 'one-of', values: [1, 2] })),
  field('weight', 'number', ruled({ rule: 'not-negative' })),
  field('floor', 'integer'),
  field('sent', 'string', { ...ruled({ rule: 'time' }), nullable: true }),
  field('shop', 'string', ruled({ rule: 'absolute-url' })),
  field('sender', 'string', { names: ['sender', 'from'], nullable: true }),
  field('fragile', 'boolean'),
  field('insured', 'boolean'),
  field('tags', 'array'),
  field('lid', 'object', { holding: 'object', members: [field('material', 'string'), field('thickness', 'number')] }),
  field('stops', 'array', { holding: 'list', members: [field('town', 'string'), field('hours', 'integer')] }),
  field('label', 'string', {
    nullable: true,
    holding: 'json-text',
    members: [field('text', 'string'), field('size', 'integer')],
  }),
].map(one => within('response', one));

const ties = within(
  'response',
  field('ties', 'array', {
    ...ruled({ rule: 'links-to-this-resource' }),
    holding: 'list',
    members: [address, relation],
  }),
);

/** In a list the path tells nothing of its items. */
const listed = parcel.filter(({ names: [name] }) => name !== 'number');

const objectOf = (id: string, name: string, members: readonly Field[]): Field =>
  field(name, 'object', { id, holding: 'object', members });
const listOf = (id: string, name: string, members: readonly Field[]): Field =>
  field(name, 'array', { id, holding: 'list', members });

/** A contract with the statuses of the first page, and its media type. */
function contractOf(name: string, path: string, body: Contract['body']): Contract {
  return {
    ...firstPage,
    id: `parcels/v5/${name}`,
    name,
    title: name,
    operation: { ...firstPage.operation, path },
    parameters: [],
    body,
    acceptedFields: ['dust'],
    otherVersions: ['v4'],
    steady: { always: ['number', 'ties'], while: ['colour'] },
    confidential: ['shop'],
    subjects: {},
  };
}

const onePath = '/v5/{project_id}/parcels/{parcel_number}';
const listPath = '/v5/{project_id}/parcels';

const wrapped = objectOf('response/parcel', 'parcel', [...parcel, ties]);
/** One resource in a member that wraps it, with links to itself. */
export const oneInEnvelope = contractOf('show-parcel', onePath, {
  root: objectOf('response', '', [wrapped]),
  envelope: wrapped,
});

/** One resource that is the whole body. */
export const oneBare = contractOf('show-bare-parcel', onePath, {
  root: objectOf('response', '', parcel),
  envelope: undefined,
});

const list = listOf('response/parcels', 'parcels', listed);
const count = field('count', 'integer', { id: 'response/count', ...ruled({ rule: 'not-negative' }) });
/** A list of resources in a member that wraps it, with a member beside it. */
export const listInEnvelope = contractOf('list-parcels', listPath, {
  root: objectOf('response', '', [list, count]),
  envelope: list,
});

/** A list of resources that is the whole body. */
export const listBare = contractOf('list-bare-parcels', listPath, {
  root: listOf('response', '', listed),
  envelope: undefined,
});

const cites = [{ source: place.file, line: place.line }];
const parameter = (name: string, since?: string): QueryParameter => ({ name, since, cites });
const bare = new Map(parcel.map(one => [one.names[0], one]));
const identified = within('response', field('number', 'string', ruled({ rule: 'identified-by' })));
const note = within('response', field('note', 'string', { nullable: true }));
const [tint, heft, time] = ['colour', 'weight', 'sent'].map(name => bare.get(name)) as [Field, Field, Field];
const further = {
  ...within('response', field('more', 'array', { holding: 'list', optional: true, members: [address, relation] })),
};
const total = field('total', 'integer', { id: 'response/total', optional: true });

/** A list with all that a page can say of one: its names are no other page's. */
function listContract(name: string, members: readonly Field[], parts: Pick<ListRules, 'alsoIn'>): Contract {
  const items = listOf('response/parcels', 'parcels', members);
  const contract = contractOf(name, `${listPath}/${name}`, {
    root: objectOf('response', '', [items, further, total]),
    envelope: items,
  });
  return {
    ...contract,
    confidential: ['number', 'note'],
    list: {
      identity: 'number',
      limit: parameter('most'),
      offset: parameter('skip'),
      marker: parameter('after'),
      next: { links: further, relation: 'onward', cites },
      filters: [
        { ...parameter('colour'), field: 'colour', match: 'exact', words: ['red', 'green', 'blue'] },
        { ...parameter('says', '5.2'), field: 'note', match: 'contains', words: [] },
      ],
      count: { field: total, parameter: parameter('totalled', '5.2'), counts: 'all', cites },
      shownBy: oneInEnvelope,
      cites,
      ...parts,
    },
  };
}

/** A list of resources with rules, which another operation shows one by one. */
export const detailedList = listContract('detailed', [identified, tint, heft, time, note, ties], { alsoIn: undefined });

/** The same resources with fewer fields: the filter by colour needs the other list. */
export const briefList: Contract = {
  ...listContract('brief', [identified, note, ties], { alsoIn: detailedList }),
  acceptedFields: [],
  steady: { always: ['number', 'ties'], while: ['note'] },
};
