import { _baseTest as test } from '@playwright/test';
import type { RuntimeMessage } from 'allure-js-commons/sdk';
import { ALLURE_RUNTIME_MESSAGE_CONTENT_TYPE } from 'allure-js-commons/sdk/reporter';

/**
 * Tells Allure about the test that is running. The messages go as attachments, as all of allure-playwright's do, but
 * without the step that `allure.*` would begin, locate and end for each.
 */
export function tellAllure(messages: readonly RuntimeMessage[]): void {
  const { attachments } = test.info();
  for (const message of messages) {
    attachments.push({
      name: message.type,
      contentType: ALLURE_RUNTIME_MESSAGE_CONTENT_TYPE,
      body: Buffer.from(JSON.stringify(message)),
    });
  }
}
