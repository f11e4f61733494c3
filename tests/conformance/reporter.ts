import type { Reporter } from '@playwright/test/reporter';
export default class ConformanceReporter implements Reporter {
  printsToStdio(): boolean { return true; }
}
