import { _baseTest as test } from '@playwright/test';
import type { RuntimeMessage } from 'allure-js-commons/sdk';
import { ALLURE_RUNTIME_MESSAGE_CONTENT_TYPE } from 'allure-js-commons/sdk/reporter';

/**
 * Attaches what Allure shows to the test that is running. allure-playwright does the same, but with a step for each
 * message, which takes time to begin, to locate and to end.
 */
export function attachForAllure(messages: readonly RuntimeMessage[]): void {
  const { attachments } = test.info();
  for (const message of messages) {
    attachments.push({
      name: message.type,
      contentType: ALLURE_RUNTIME_MESSAGE_CONTENT_TYPE,
      body: Buffer.from(JSON.stringify(message)),
    });
  }
}
