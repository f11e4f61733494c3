import { test } from '@playwright/test';

for (let count = 0; count < Number(process.env.EMPTY_TESTS); count += 1) test(`empty ${count}`, () => {});
