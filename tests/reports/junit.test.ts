import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { junitXml } from '../../src/reports/junit.ts';
import { recordEmbedded, resultOf } from '../checks/embedded-recording.ts';
import { another, resultOfBoth, withAnother } from '../checks/several-operations.ts';
import { xmlFault } from '../endpoints/well-formed.ts';
import { spoilt } from './hostile-words.ts';

const conforming = await recordEmbedded();

test('nothing that a service sent stands in the XML unescaped', () => {
  const result = resultOf(spoilt);
  const xml = junitXml(result);
  assert.doesNotMatch(xml, /<script|\u001b|\u0000/);
  assert.equal(xml.match(/<testcase /g)?.length, result.verdicts.length);
});

test('any text keeps the XML well-formed', () => {
  const base = resultOf(conforming);
  const [operation] = base.operations;
  const [first] = base.verdicts;
  assert.ok(operation && first);
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), text => {
      const verdicts = [{ ...first, verdict: 'failed' as const, message: text }];
      const xml = junitXml({ ...base, verdicts, operations: [{ ...operation, verdicts }] });
      assert.match(xml, /<failure message="/);
      assert.equal(xmlFault(xml), undefined);
    }),
  );
});

test('certificates that were not verified are a property', () => {
  const insecure = { ...conforming, target: { ...conforming.target, insecure: true as const } };
  assert.match(junitXml(resultOf(insecure)), /<property name="tls" value="TLS certificates are NOT verified/);
  assert.doesNotMatch(junitXml(resultOf(conforming)), /NOT verified/);
});

test('each operation is a suite', () => {
  const xml = junitXml(resultOfBoth(withAnother(conforming)));
  assert.deepEqual(
    [...xml.matchAll(/<testsuite name="([^"]*)"/g)].map(([, name]) => name),
    ['vbs/v3/show-backup', another.id],
  );
  assert.equal(xmlFault(xml), undefined);
});
