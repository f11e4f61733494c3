import type { MatrixEntry } from '../../src/matrix/matrix-entry.ts';
import type { ToldCheck } from '../../src/reports/told-report.ts';
import { releaseEntry } from './release-entries.ts';

/** What HTML, SVG, Markdown, a terminal or a spreadsheet would obey. */
export const hostileTexts = [
  '</script><script>document.title = "obeyed"</script>',
  '<!--<script>',
  '<img src=x onerror="document.title=\'obeyed\'">',
  '"><svg onload=alert(1)>',
  '| a | [b](javascript:alert(1)) ![c](https://evil.example/c.png) `d',
  '=HYPERLINK("https://evil.example","x")',
  '+1',
  '-1',
  '@SUM(A1)',
  '\t=1',
  '\u001b[31mred\u202e',
  'javascript:alert(1)',
  '__proto__',
] as const;

/** A run whose every text that a vendor or a service can choose is hostile. */
export function hostileEntry(): MatrixEntry {
  const entry = releaseEntry('zed');
  const textAt = (index: number): string => hostileTexts[index % hostileTexts.length] ?? '';
  const { recording, report } = entry;
  const all = hostileTexts.join(' ');
  return {
    ...entry,
    product: {
      vendor: textAt(0),
      name: textAt(4),
      version: textAt(5),
      description: all,
      website_url: 'javascript:document.title="obeyed"',
      documentation_url: 'https://evil.example/"><script>document.title="obeyed"</script>',
    },
    report: {
      ...report,
      target: { ...report.target, name: all, endpoint: all },
      why: all,
      checks: [...report.checks, ...unknown(report.checks)].map((one, index) => ({
        ...one,
        title: textAt(index),
        message: textAt(index + 1),
        expected: textAt(index + 2),
        actual: textAt(index + 3),
        waivers: [{ id: textAt(index), reason: textAt(index + 1), owner: textAt(index + 2), until: textAt(index + 3) }],
      })),
    },
    recording: recording && {
      ...recording,
      exchanges: recording.exchanges.map(one => ({
        ...one,
        response: one.response && { ...one.response, reason: all, headers: [['X-Evil', all]], body: Buffer.from(all) },
      })),
    },
    remarks: [all],
  };
}

/** Checks that no page of ours has: there, only the vendor says what they are called. */
const unknown = ([first]: readonly ToldCheck[]): ToldCheck[] =>
  first ? hostileTexts.map(text => ({ ...first, id: `vbs/v3/${text}/${text}` })) : [];
