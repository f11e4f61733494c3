import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { Ajv2020 as Ajv } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { chosenChecks, reportOn } from '../../src/cli/judging.ts';
import { packageRoot } from '../../src/cli/package-root.ts';
import type { RunOptions } from '../../src/cli/settings.ts';
import { inSequence, reads, withField, withStatus } from '../../src/mutation/alterations.ts';
import type { Recording } from '../../src/recording/recording.ts';
import { allureEnvironment } from '../../src/reports/allure-environment.ts';
import { conformanceJson } from '../../src/reports/conformance.ts';
import { diagnoses } from '../../src/reports/diagnosis.ts';
import { junitXml } from '../../src/reports/junit.ts';
import { exitStatus, type Report } from '../../src/reports/report.ts';
import { outline, plain, summary } from '../../src/reports/terminal.ts';
import { changed, contract, recordEmbedded, withBackup, without } from '../checks/embedded-recording.ts';

const conforming = await recordEmbedded();
const report = (recording: Recording, options: RunOptions = {}): Report =>
  reportOn({ contract, checks: chosenChecks(contract, options), options }, recording);
const hostile = '\u001b[31mred\u0007 <script>alert(1)</script> ]]> "&\u0000 \u202e';
const spoilt = changed(
  conforming,
  reads,
  withBackup(backup => Object.assign(backup, { size: hostile, [hostile]: 1, status: hostile })),
);

const format = JSON.parse(readFileSync(path.join(packageRoot(), 'schemas/formats/conformance.schema.json'), 'utf8'));
const validate = new Ajv({ strict: true, allErrors: true }).compile(format);

test('conformance.json has its format, whatever the verdicts', () => {
  for (const recording of [
    conforming,
    spoilt,
    changed(conforming, ['show'], withStatus(500)),
    without(conforming, 'show'),
  ]) {
    assert.equal(validate(JSON.parse(conformanceJson(report(recording)))), true, JSON.stringify(validate.errors));
  }
});

test('the exit status follows the verdicts', () => {
  assert.equal(exitStatus(report(conforming)), 0);
  assert.equal(exitStatus(report(spoilt)), 1);
  const unknown = changed(
    conforming,
    reads,
    withBackup(backup => Object.assign(backup, { status: 'pondering' })),
  );
  assert.equal(exitStatus(report(unknown)), 0);
  assert.equal(exitStatus(report(unknown, { strict: true })), 1);
  const unproven = without(conforming, 'status/407/proxy');
  assert.equal(exitStatus(report(unproven)), 0);
  assert.equal(exitStatus(report(unproven, { strict: true })), 1);
  assert.equal(exitStatus(report(unproven, { only: 'status/407' })), 1, 'nothing was proven');
  const silent = conforming.exchanges.map(one => ({ ...one, response: undefined }));
  assert.equal(exitStatus(report({ ...conforming, exchanges: silent })), 2);
});

test('nothing that a service sent reaches the terminal or the XML unescaped', () => {
  const broken = report(spoilt);
  const told = `${outline(broken, plain)}\n${summary(broken, 'reports/report.html', plain)}`;
  assert.doesNotMatch(told, /[\p{Cc}\p{Cf}](?<!\n)/u);
  const xml = junitXml(broken);
  assert.doesNotMatch(xml, /<script|\u001b|\u0000/);
  assert.equal(xml.match(/<testcase /g)?.length, broken.verdicts.length);
});

test('any text keeps the XML well-formed', () => {
  const base = report(conforming);
  const [first] = base.verdicts;
  assert.ok(first);
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), text => {
      const xml = junitXml({ ...base, verdicts: [{ ...first, verdict: 'failed', message: text }] });
      const attribute = /<failure message="([^"]*)"/.exec(xml)?.[1];
      assert.ok(
        attribute !== undefined &&
          !/[<>\u0000-\u0008\ud800-\udfff\ufffe\uffff]/.test(attribute.replace(/[\ud800-\udbff][\udc00-\udfff]/g, '')),
      );
    }),
  );
});

test('what could not be read is diagnosed by its variable, on a live target only', () => {
  const live = { ...conforming, target: { ...conforming.target, simulated: false } };
  const told = (recording: Recording) => diagnoses(recording, 'backup');
  const variable = (status: number) => told(changed(live, ['show'], withStatus(status)))[0]?.split(':')[0];
  assert.equal(variable(401), 'OS_TOKEN');
  assert.equal(variable(404), 'VBS_BACKUP_ID');
  assert.equal(variable(400), 'OS_PROJECT_ID');
  const by = (identifiedBy: 'keystone' | 'keys'): string | undefined =>
    told(changed({ ...live, target: { ...live.target, identifiedBy } }, ['show'], withStatus(401)))[0]?.split(':')[0];
  assert.equal(by('keystone'), 'VBS_ENDPOINT');
  assert.equal(by('keys'), 'VBS_ACCESS_KEY, VBS_SECRET_KEY');
  assert.deepEqual(told(live), []);
  assert.doesNotMatch(told(changed(conforming, ['show'], withStatus(404))).join(), /VBS_/);
});

test('what kind of service it is, and whom it lets in, is told in words', () => {
  const told = (recording: Recording) => diagnoses(recording, 'backup');
  const all = conforming.exchanges.map(({ name }) => name);
  const page = changed(conforming, ['show'], one => ({
    ...one,
    response: one.response && {
      ...one.response,
      headers: [['Content-Type', 'text/html; charset=utf-8']],
      body: Buffer.from('<html>'),
    },
  }));
  assert.match(told(page)[0] ?? '', /no OpenStack API: the answer is HTML/);
  assert.match(told(changed(conforming, all, withStatus(503)))[0] ?? '', /^The service answers 503 to everything/);
  assert.match(told(changed(conforming, ['show'], withStatus(302)))[0] ?? '', /redirects are not followed/);
  const open = told(changed(conforming, ['status/401/no-token'], withStatus(200)));
  assert.deepEqual(open, ['The service answers with 200 to a request without a token.']);
  const repeating = told(changed(conforming, ['show'], one => ({ ...one, reflected: ['OS_TOKEN'] })));
  assert.deepEqual(repeating, ["The service's answers repeat the secret in OS_TOKEN: show."]);
});

test('a failure is told with what was expected, what came, where it stands and how to repeat it', () => {
  const text = outline(report(spoilt), plain);
  assert.match(
    text,
    /✗ response\/size\/type .*\n {6}failed: backup\.size: expected an integer, got .*\n {6}says specs\/vbs\/v3\/show-backup\.rst:\d+: `size` is documented as int\n {6}repeat: curl .*"X-Auth-Token: \$OS_TOKEN"/,
  );
});

test('unproven is told apart from passed, with its reason', () => {
  const text = summary(report(without(conforming, 'status/407/proxy')), 'r', plain);
  assert.match(text, /^14 of 15 documented codes earned/m);
  assert.match(text, /^unproven status\/407: .*left out$/m);
});

test('codes that only a front answered with are listed apart, and so is TLS without verification', () => {
  const page = inSequence(withField('content-type', 'text/html'), withField('x-openstack-request-id', undefined));
  const fronts = ['status/407/proxy', 'status/408/unfinished'];
  const text = summary(report(changed(conforming, fronts, page)), 'r', plain);
  assert.match(
    text,
    /^15 of 15 documented codes earned \(simulated\)\n {2}of these by a front, not the service: 407, 408$/m,
  );
  assert.doesNotMatch(summary(report(conforming), 'r', plain), /by a front|NOT verified/);
  const insecure = { ...conforming, target: { ...conforming.target, insecure: true as const } };
  assert.match(summary(report(insecure), 'r', plain), /^TLS certificates are NOT verified \(OS_INSECURE\)$/m);
  assert.equal(JSON.parse(conformanceJson(report(insecure))).target.insecure, true);
  assert.equal(validate(JSON.parse(conformanceJson(report(insecure)))), true);
  assert.match(junitXml(report(insecure)), /<property name="tls" value="TLS certificates are NOT verified/);
  assert.doesNotMatch(junitXml(report(conforming)), /NOT verified/);
  assert.match(allureEnvironment(report(insecure)).TLS ?? '', /NOT verified/);
});

test('how many requests were sent is told, those to Keystone apart', () => {
  const identity = { name: 'identity', method: 'POST', url: 'https://k/v3/auth/tokens', startedAt: '', duration: 1 };
  const text = summary(report({ ...conforming, requests: [identity, ...conforming.requests] }), 'r', plain);
  assert.match(text, new RegExp(`^${conforming.requests.length} of at most 60 requests sent, and 1 to Keystone$`, 'm'));
});

test('a fault that could not be left is told before all else', () => {
  const damaged = without(conforming, 'show-again');
  const reason = 'the fault hook for 502 could not be left (it exited with 3): see to the service';
  const broken = report({ ...damaged, unsent: [{ name: 'show-again', reason }], damage: reason });
  const text = summary(broken, 'r', plain);
  assert.equal(exitStatus(broken), 1, 'a pipeline has to notice');
  assert.match(text, /^The run stopped early: the fault hook for 502 could not be left/);
});

test('a run that was cut short says so first', () => {
  const [first, ...rest] = conforming.exchanges;
  assert.ok(first);
  const unsent = rest.map(({ name }) => ({ name, reason: 'the run ended before an answer came' }));
  const text = summary(report({ ...conforming, exchanges: [first], unsent }), 'r', plain);
  assert.match(
    text,
    new RegExp(`^The run ended early: ${rest.length} of ${rest.length + 1} requests were not answered`),
  );
});
