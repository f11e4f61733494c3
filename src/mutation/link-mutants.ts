import { contentField, contentName } from '../contract/body.ts';
import type { Contract } from '../contract/contract.ts';
import type { Recording } from '../recording/recording.ts';
import {
  type Alteration,
  altered,
  reads,
  withAnother,
  withJson,
  without,
  withResource,
  withStatus,
} from './alterations.ts';
import type { Mutant, Originals } from './mutant.ts';

interface Link {
  readonly rel: string;
  readonly href: string;
}

type Change = (links: readonly Link[]) => readonly Link[];

/** Every rule on links broken: missing, twice, elsewhere, spelled otherwise, leading nowhere. */
export function linkMutants(contract: Contract, { full, incremental }: Originals): Mutant[] {
  const field = contentField(contract.body).members.find(({ rules }) =>
    rules.some(({ rule }) => rule.rule === 'links-to-this-resource'),
  );
  if (!field) return [];
  const envelope = contentName(contract.body);
  const { endpoint, project } = full.target;
  const backup = full.operations[0]?.parameters.backup_id ?? '';
  const changing = (change: Change): Alteration =>
    withResource(envelope, resource => {
      resource[field.names[0]] = change(resource[field.names[0]] as readonly Link[]);
    });
  const mutant = (name: string, breaks: string, change: Change, names = reads): Mutant => ({
    name: `links: ${name}`,
    kind: 'links',
    breaks: `links/${breaks}`,
    recording: altered(full, names, changing(change)),
  });
  const another = '00000000-1111-4222-8333-444444444444';
  const addressed = ['self', 'bookmark'].flatMap(rel => [
    mutant(`${rel} missing`, `${rel}/once`, links => links.filter(link => link.rel !== rel)),
    mutant(`${rel} missing in the second read`, `${rel}/once`, links => links.filter(link => link.rel !== rel), [
      'show-again',
    ]),
    mutant(`${rel} twice`, `${rel}/once`, links => [...links, ...links.filter(link => link.rel === rel)]),
    mutant(`${rel} in capitals`, `${rel}/once`, respelled(rel, rel.toUpperCase())),
    mutant(`${rel} capitalized`, 'relation-types', respelled(rel, rel.charAt(0).toUpperCase() + rel.slice(1))),
    mutant(
      `${rel} to another id`,
      `${rel}/target`,
      redirected(rel, href => href.replace(backup, another)),
    ),
    mutant(
      `${rel} to another project`,
      `${rel}/target`,
      redirected(rel, href => href.replace(project, 'f'.repeat(32))),
    ),
    mutant(
      `${rel} to the list`,
      `${rel}/target`,
      redirected(rel, href => href.replace(`/${backup}`, '')),
    ),
    mutant(
      `${rel} with a query`,
      `${rel}/target`,
      redirected(rel, href => `${href}?x=1`),
    ),
    mutant(
      `${rel} with a slash at its end`,
      `${rel}/target`,
      redirected(rel, href => `${href}/`),
    ),
    mutant(
      `${rel} relative`,
      `${rel}/target`,
      redirected(rel, href => href.replace(endpoint, '')),
    ),
    mutant(
      `${rel} of another scheme`,
      `${rel}/target`,
      redirected(rel, href => href.replace(/^http/, 'ftp')),
    ),
  ]);
  const follow = (name: string, alter: Alteration): Mutant => ({
    name: `links: ${name}`,
    kind: 'links',
    breaks: 'links/self/same-backup',
    recording: altered(incremental, ['follow/self'], alter),
  });
  return [
    ...addressed,
    mutant(
      'self without its version',
      'self/target',
      redirected('self', href => href.replace(/\/v\d\//, '/')),
    ),
    mutant(
      'self of an unruled version',
      'self/target',
      redirected('self', href => href.replace(/\/v\d\//, '/v1/')),
    ),
    mutant(
      'self of another path here',
      'self/target',
      redirected('self', href => href.replace(endpoint, `${endpoint}/elsewhere`)),
    ),
    mutant('bookmark with a version', 'bookmark/target', links =>
      redirected('bookmark', () => hrefOf(links, 'self'))(links),
    ),
    mutant(
      'bookmark on another host',
      'bookmark/target',
      redirected('bookmark', href => href.replace(endpoint, 'http://10.0.0.7')),
    ),
    mutant('self and bookmark swapped', 'self/target', links =>
      links.map(link => ({ ...link, rel: link.rel === 'self' ? 'bookmark' : 'self' })),
    ),
    mutant('none at all', 'self/once', () => []),
    mutant('an unknown relation', 'relation-types', links => [
      ...links,
      { rel: 'sideways', href: hrefOf(links, 'self') },
    ]),
    mutant('an empty relation', 'relation-types', links => [...links, { rel: '', href: hrefOf(links, 'self') }]),
    follow('self dangling', withStatus(404)),
    follow('self forbidden', withStatus(403)),
    follow('self failing', withStatus(500)),
    follow('self leads to something else', withJson({})),
    ...contract.steady.always
      .filter(name => name !== field.names[0])
      .map(name =>
        follow(
          `self leads to another ${name}`,
          withResource(envelope, resource => Object.assign(resource, { [name]: another })),
        ),
      ),
    ...moreMutants(
      full,
      changing,
      field.members.flatMap(({ rules }) =>
        rules.flatMap(({ rule }) => (rule.rule === 'relation-types' ? rule.more : [])),
      ),
    ),
  ];
}

/** A link that promises further resources where there are none. */
function moreMutants(
  full: Recording,
  changing: (change: Change) => Alteration,
  relations: readonly string[],
): Mutant[] {
  const { endpoint, project } = full.target;
  const backup = full.operations[0]?.parameters.backup_id ?? '';
  return relations.flatMap(rel => {
    const href = `${endpoint}/v3/${project}/backups?marker=${backup}`;
    const linked = without(
      altered(
        full,
        reads,
        changing(links => [...links, { rel, href }]),
      ),
      [],
    );
    const answers: readonly (readonly [string, unknown])[] = [
      ['leads to an empty list', { backups: [] }],
      ['repeats this backup', { backups: [{ id: backup }] }],
      ['leads to no list', {}],
      ['leads to no object', []],
    ];
    const mutant = (name: string, recording: Recording): Mutant => ({
      name: `links: ${rel} ${name}`,
      kind: 'links',
      breaks: `links/${rel}/more`,
      recording,
    });
    const answered = answers.map(([name, body]) => mutant(name, withAnother(linked, 'show', `follow/${rel}`, body)));
    const further = withAnother(linked, 'show', `follow/${rel}`, { backups: [{ id: 'another' }] });
    return [...answered, mutant('leads nowhere', altered(further, [`follow/${rel}`], withStatus(404)))];
  });
}

const hrefOf = (links: readonly Link[], rel: string): string => links.find(link => link.rel === rel)?.href ?? '';

const respelled =
  (rel: string, spelled: string): Change =>
  links =>
    links.map(link => (link.rel === rel ? { ...link, rel: spelled } : link));

const redirected =
  (rel: string, change: (href: string) => string): Change =>
  links =>
    links.map(link => (link.rel === rel ? { ...link, href: change(link.href) } : link));
