import assert from 'node:assert/strict';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { test } from 'node:test';
import { writePages } from '../endpoints/own-pages.ts';
import { environmentFor, secrets } from '../endpoints/replaying-server.ts';
import { certificateFor } from '../wire/certificate.ts';
import { unusedPort } from '../wire/serving.ts';
import { command, inNewFolder } from './command.ts';
import { asked, doctor, findings, listen, listing, readable, shown } from './doctor-service.ts';
import { cloudsYaml, serveKeystone } from './keystone-server.ts';

function writeProfile(folder: string, text: string): void {
  mkdirSync(path.join(folder, 'targets'), { recursive: true });
  writeFileSync(path.join(folder, 'targets/one.yaml'), text);
}

test('the backup is read once, and that is said; what else is there is connected to, and hears nothing', t =>
  inNewFolder(async folder => {
    const endpoint = await listen(t);
    const env = environmentFor(endpoint.origin, 'project-1', 'backup-1');
    const found = await doctor(folder, env);
    assert.deepEqual([found.status, found.stderr], [0, '']);
    assert.deepEqual(findings(found), [readable, `✓ The proxy for 407 ${endpoint.origin} accepts connections`]);
    await endpoint.quiet();
    assert.equal(endpoint.heard.length, 2, 'it came twice');
    assert.deepEqual(asked(endpoint), ['GET /v3/project-1/backups/backup-1'], 'and asked once');
    assert.match(
      found.stdout,
      /^What it needs \(to see that, the doctor sends show-backup\/show now, and show-backup\/list if show-backup\/show is refused\):$/m,
    );
    for (const secret of secrets) assert.ok(!found.stdout.includes(secret) && !found.stderr.includes(secret), secret);
    assert.ok(!existsSync(path.join(folder, 'reports/conformance.json')));
    assert.match(
      found.stdout,
      /^ {2}show-backup\/status\/405\/patch +PATCH without a body, which should get 405\. It has no body/m,
    );
    assert.match(found.stdout, /^ {2}show-backup\/status\/501\/transfer-encoding +opt-in; --with switches it on/m);
  }));

test('what cannot be reached is told, each with the reason, and the exit status is 2', t =>
  inNewFolder(async folder => {
    const [endpoint, refusing] = [await listen(t), `http://127.0.0.1:${await unusedPort()}`];
    const env = { ...environmentFor(endpoint.origin, 'project-1', 'backup-1'), VBS_HTTP_PROXY: refusing };
    writeProfile(folder, `endpoint: ${endpoint.origin}\nfront: http://no-such-front.invalid\n`);
    const found = await doctor(folder, env, '--target', 'one');
    assert.equal(found.status, 2);
    assert.deepEqual(findings(found), [
      readable,
      '✗ The front for 408 http://no-such-front.invalid cannot be reached: the host name is unknown (ENOTFOUND)',
      `✗ The proxy for 407 ${refusing} cannot be reached: the connection failed (ECONNREFUSED)`,
    ]);
  }));

test('what is not needed, because its probe is switched off, need not be there', t =>
  inNewFolder(async folder => {
    const [endpoint, gone] = [await listen(t), `http://127.0.0.1:${await unusedPort()}`];
    const faults = 'faults:\n  502: {enter: [./gone], leave: [./gone]}\n';
    writeProfile(folder, `endpoint: ${endpoint.origin}\nfront: ${gone}\nproxy: ${gone}\n${faults}`);
    const { VBS_FAULTS: _, ...env } = environmentFor(endpoint.origin, 'project-1', 'backup-1');
    const needed = await doctor(folder, env, '--target', 'one');
    assert.deepEqual([needed.status, findings(needed).length], [2, 4]);
    const off = ['status/407/*', 'status/408/*', 'status/502/*'].flatMap(glob => ['--without', glob]);
    const found = await doctor(folder, env, '--target', 'one', ...off);
    assert.equal(found.status, 0);
    assert.deepEqual(findings(found), [readable]);
  }));

test('fault hooks that are files have to be there and executable; nothing is run', t =>
  inNewFolder(async folder => {
    const endpoint = await listen(t);
    const script = '#!/bin/sh\ntouch "$(dirname "$0")/ran"\n';
    for (const name of ['good', 'bad']) writeFileSync(path.join(folder, name), script);
    chmodSync(path.join(folder, 'good'), 0o755);
    const faults = 'faults:\n  502: {enter: [./good, x], leave: [./bad]}\n  503: {enter: [./gone], leave: [true]}\n';
    writeProfile(folder, `endpoint: ${endpoint.origin}\n${faults}`.replace('[true]', '["true"]'));
    const env = environmentFor(endpoint.origin, 'project-1', 'backup-1');
    const { VBS_HTTP_PROXY: _, VBS_FAULTS: __, ...own } = env;
    const found = await doctor(folder, own, '--target', 'one');
    assert.equal(found.status, 2);
    assert.deepEqual(findings(found).slice(1), [
      '✓ The fault hook ./good can be run',
      '✗ The fault hook ./bad is no program that can be run',
      '✗ The fault hook ./gone is no program that can be run',
    ]);
    assert.ok(!existsSync(path.join(folder, 'ran')));
  }));

test('of several targets each is looked at, and one that is bad is enough', t =>
  inNewFolder(async folder => {
    const endpoint = await listen(t);
    writeProfile(folder, `endpoint: http://127.0.0.1:${await unusedPort()}\n`);
    const env = environmentFor(endpoint.origin, 'project-1', 'backup-1');
    const found = await doctor(folder, { ...env, VBS_HTTP_PROXY: '' }, '--target', 'one', '--target', 'mock');
    assert.equal(found.status, 2);
    const [one, mock] = findings(found);
    assert.match(
      one ?? '',
      /^✗ Cannot connect to http:\/\/127\.0\.0\.1:\d+: the connection failed \(ECONNREFUSED\)\.$/,
    );
    assert.match(mock ?? '', /^✓ The backup can be read /);
  }));

test('wrong configuration is told as everywhere', () =>
  inNewFolder(async folder => {
    const found = await doctor(folder, { VBS_TIMEOUT: 'soon' });
    assert.deepEqual([found.status, found.stdout], [2, '']);
    assert.match(found.stderr, /^VBS_TIMEOUT is "soon"; .*\n$/);
  }));

test('Keystone is asked for a token, with which the service is read; the pace is the one of the service that it names', t =>
  inNewFolder(async folder => {
    const endpoint = await listen(t, shown, listing('backup-1'));
    const given = { token: 'token-canary', project: 'p1', endpoint: endpoint.origin, user: 'demo\u001b[31m\u202e' };
    const keystone = await serveKeystone(t, given);
    writeFileSync(path.join(folder, 'clouds.yaml'), cloudsYaml(keystone, 'own'));
    const found = await doctor(folder, { OS_CLOUD: 'own' }, '--target', 'cloud');
    assert.equal(found.status, 0, found.stdout);
    assert.deepEqual(keystone.asked, ['POST /v3/auth/tokens']);
    const [who, where] = findings(found);
    assert.match(
      who ?? '',
      /^✓ Keystone gives a token to "demo\\u\{1b\}\[31m\\u\{202e\}" in the project p1 \(member\)/,
    );
    assert.equal(where, readable);
    await endpoint.quiet();
    assert.deepEqual(asked(endpoint), [
      'GET /v3/p1/backups/detail?status=available&limit=100',
      'GET /v3/p1/backups/backup-1',
    ]);
    assert.match(found.stdout, /^ {2}\d+ to \d+ requests are planned, .*, as fast as they are answered, /m);
    assert.doesNotMatch(found.stdout + found.stderr, /canary/);
  }));

test('a Keystone that refuses is a finding', t =>
  inNewFolder(async folder => {
    const keystone = await serveKeystone(t, { token: 'x', project: 'p1', endpoint: 'http://127.0.0.1:9', status: 401 });
    writeFileSync(path.join(folder, 'clouds.yaml'), cloudsYaml(keystone, 'own'));
    const found = await doctor(folder, { OS_CLOUD: 'own' }, '--target', 'cloud');
    assert.equal(found.status, 2);
    assert.match(findings(found).join('\n'), /^✗ Keystone at \S+ rejects .*own-user.* \(401\).*$/);
    assert.doesNotMatch(found.stdout + found.stderr, /canary/);
  }));

test('over TLS an unknown authority is told with the remedy, which helps, and nothing is asked', t =>
  inNewFolder(async folder => {
    const pair = certificateFor('127.0.0.1');
    let requests = 0;
    const server = https.createServer(pair, (_, response) => {
      requests += 1;
      response.setHeader('Content-Type', 'application/json').end(JSON.stringify({ backup: { id: 'backup-1' } }));
    });
    server.on('tlsClientError', () => {}).listen(0, '127.0.0.1');
    await once(server, 'listening');
    t.after(() => server.close());
    writeFileSync(path.join(folder, 'authority.pem'), pair.cert);
    const origin = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const env = { ...environmentFor(origin, 'project-1', 'backup-1'), VBS_HTTP_PROXY: '' };
    const unknown = await doctor(folder, env);
    assert.equal(unknown.status, 2);
    assert.match(findings(unknown)[0] ?? '', /^✗ Cannot connect to https:\S+: the TLS connection failed .*OS_CACERT/);
    assert.equal(requests, 0);
    const known = await doctor(folder, { ...env, OS_CACERT: 'authority.pem' });
    assert.deepEqual([known.status, findings(known)], [0, [readable]]);
    const insecure = await doctor(folder, { ...env, OS_INSECURE: '1' });
    assert.equal(insecure.status, 0);
    assert.match(insecure.stdout, /TLS certificates are NOT verified/);
    assert.equal(requests, 2);
  }));

test('nothing that listens is told whatever else is missing', () =>
  inNewFolder(async folder => {
    const env = environmentFor(`http://127.0.0.1:${await unusedPort()}`, 'project-1', 'backup-1');
    const found = await doctor(folder, { ...env, VBS_HTTP_PROXY: '', VBS_BACKUP_ID: '' });
    assert.equal(found.status, 2);
    assert.match(findings(found).join('\n'), /^✗ Cannot connect to http:\S+: the connection failed \S+$/);
  }));

test('where there are several operations, what a run does is listed below each, and only what it needs is connected to', () =>
  inNewFolder(async folder => {
    writePages(path.join(folder, 'my'));
    const found = await command(['doctor', '--specs', 'my', '--target', 'mock'], {}, folder);
    assert.equal(found.status, 0, found.stderr);
    assert.match(
      found.stdout,
      /^What a run does there:\n {2}show-gadget: GET \S+\n(?: {4}(?:show|status\/).*\n)+ {2}show-widget: GET \S+\n(?: {4}(?:show|status\/).*\n)+ {2}14 to 14 requests/m,
    );
    assert.doesNotMatch(found.stdout, /What it does not do/);
    assert.deepEqual(
      findings(found).map(line => line.replace(/ \(.*/, '')),
      ['✓ The gadget can be read', '✓ The widget can be read'],
    );
  }));

/** A service with two lists and one backup: what it answers to the lists, and to the read of the backup. */
