import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ask, assertFault, backupOf, pathOf, startFor } from './asking.ts';

/** A text with each of its characters as an escape. */
const escaped = (text: string): string => [...text].map(c => `%${c.charCodeAt(0).toString(16)}`).join('');

test('a segment may be written in escapes, also where it is not a parameter', async t => {
  const service = await startFor(t);
  const { project } = service;
  const id = backupOf(service) ?? '';
  const { body } = await ask(service);
  for (const path of [
    `/%763/${project}/backups/${id}`,
    `/v2/${project}/${escaped('backups')}/${id}`,
    `/${escaped(project)}/backups/${escaped(id)}`,
  ]) {
    assert.equal((await ask(service, { path })).body, body, path);
  }
});

test('a segment is decoded once, after the path is taken apart', async t => {
  const service = await startFor(t);
  const messageTo = async (id: string) => {
    const reply = await ask(service, { path: `/v3/${service.project}/backups/${id}` });
    assertFault(reply, 'itemNotFound', 404);
    return JSON.parse(reply.body).itemNotFound.message;
  };
  for (const [written, read] of [
    ['%2541', '%41'],
    ['%252541', '%2541'],
    ['%25zz', '%zz'],
    ['a%2Fb%2fc', 'a/b/c'],
    ['%3Fa%23b%3Bc%40', '?a#b;c@'],
    ['%C3%B6%e2%82%ac%F0%9f%98%80', 'ö€😀'],
    ['a+b;c=d:e', 'a+b;c=d:e'],
    ['%2e%2E', '..'],
    ['..', '..'],
    ['', ''],
  ] as const) {
    assert.equal(await messageTo(written), `There is no backup ${read}.`);
  }
});

test('what is written with other slashes, dots, letters or versions leads nowhere', async t => {
  const service = await startFor(t);
  const { project } = service;
  const id = backupOf(service);
  for (const path of [
    `//v3/${project}/backups/${id}`,
    `/v3/${project}//backups/${id}`,
    `/v3/./${project}/backups/${id}`,
    `/v3/${project}/backups/${id}/`,
    `/v3/${project}/backups/x/../${id}`,
    `/v3/${project}/backups%2F${id}`,
    `/v3/${project}/%2562ackups/${id}`,
    `/v3/${project}/Backups/${id}`,
    `/V3/${project}/backups/${id}`,
    `/v1/${project}/backups/${id}`,
    `/v3/v3/${project}/backups/${id}`,
    `/v3/${project}/backups?/${id}`,
    '/v3/{}/{}/{}',
  ]) {
    const reply = await ask(service, { path });
    assertFault(reply, 'itemNotFound', 404);
    assert.match(reply.body, /There is no resource at this URL/, path);
  }
});

test('an empty segment, or one with an escaped slash, stands for a project that is not the one of the token', async t => {
  const service = await startFor(t);
  for (const project of ['/v3/', '/', `/v3%2F${service.project}`, `/v3/${service.project}%2f`]) {
    const path = `${project}/backups/${backupOf(service)}`;
    assertFault(await ask(service, { path }), 'badRequest', 400);
  }
  assertFault(await ask(service, { path: '//backups/' }), 'badRequest', 400);
});

test('400 for a path that cannot be decoded, wherever it leads and whatever the method', async t => {
  const service = await startFor(t);
  for (const path of [`${pathOf(service)}%ff`, '/%', '/%#', '/v3/%zz/backups/x', '/nowhere/%c3%28', '/%25%2']) {
    for (const method of ['GET', 'POST', 'OPTIONS']) {
      assertFault(await ask(service, { path, method, token: null }), 'badRequest', 400);
    }
  }
});

test('queries and fragments change no answer, also where they cannot be decoded', async t => {
  const service = await startFor(t);
  const { body } = await ask(service);
  for (const end of ['?', '?a=%', '?/x/y', '??', '#', '#%ff', '#?', '?#/']) {
    assert.equal((await ask(service, { path: `${pathOf(service)}${end}` })).body, body, end);
  }
});
