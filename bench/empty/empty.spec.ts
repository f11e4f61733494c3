import { _baseTest, test as ordinary } from '@playwright/test';

/** Without the browser's fixtures, as the full run does it; or as anybody does. */
const test = process.env.EMPTY_FIXTURES === 'none' ? _baseTest : ordinary;

for (let count = 0; count < Number(process.env.EMPTY_TESTS); count += 1) test(`empty ${count}`, () => {});
