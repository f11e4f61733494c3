import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Recording } from '../../src/recording/recording.ts';
import { allureEnvironment } from '../../src/reports/allure-environment.ts';
import { conformanceJson } from '../../src/reports/conformance.ts';
import { junitXml } from '../../src/reports/junit.ts';
import { requestLog } from '../../src/reports/request-log.ts';
import { safetyRemark } from '../../src/reports/safety-remark.ts';
import { screen } from '../../src/reports/screen.ts';
import { recordEmbedded, resultOf } from '../checks/embedded-recording.ts';
import { pipe } from './terminals.ts';

const conforming = await recordEmbedded();
const unencrypted: Recording = { ...conforming, target: { ...conforming.target, unencrypted: true } };

test('a safe run has no remark; an unsafe one has all remarks in one text', () => {
  assert.equal(safetyRemark({}), undefined);
  assert.match(safetyRemark({ insecure: true, unencrypted: true }) ?? '', /NOT verified .*; Tokens .* UNENCRYPTED/);
});

test('every report says that tokens may have been sent unencrypted', () => {
  const result = resultOf(unencrypted);
  const remark = /Tokens may be sent to the service UNENCRYPTED \(VBS_ALLOW_HTTP\)/;
  assert.match(allureEnvironment(result).TLS ?? '', remark);
  assert.match(junitXml(result), remark);
  assert.match(requestLog(unencrypted), remark);
  assert.match(screen(result, 'r.json', pipe), remark);
  assert.equal(JSON.parse(conformanceJson(result)).target.unencrypted, true);
  assert.equal(JSON.parse(conformanceJson(resultOf(conforming))).target.unencrypted, undefined);
});
