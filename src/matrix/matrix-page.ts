import { createHash } from 'node:crypto';
import type { Evidence } from '../probes/way.ts';
import { marks } from '../reports/paint.ts';
import { jsonInMarkup, markupText } from './markup-text.ts';
import { editionText, type Matrix } from './matrix.ts';
import { profileMarks } from './profile-words.ts';

/** The page's own script and style, as texts. */
export interface PageAssets {
  readonly script: string;
  readonly style: string;
}

/** What the page's script reads. */
export interface PageContent {
  readonly matrix: Matrix;
  readonly marks: typeof marks;
}

/** The matrix as one HTML page that needs nothing else. All that others wrote is in it as JSON, and becomes text only. */
export function matrixPage(matrix: Matrix, { script, style }: PageAssets): string {
  const content: PageContent = { matrix, marks };
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${securityPolicy(script, style)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="${markupText(matrix.suite)}">
<title>Conformance matrix</title>
<style>${style}</style>
</head>
<body>
${body(matrix)}
<script type="application/json" id="content">${jsonInMarkup(content)}</script>
<script>${script}</script>
</body>
</html>
`;
}

/** The page loads and sends nothing, and runs no other script than its own, whatever stands in it. */
function securityPolicy(script: string, style: string): string {
  const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  return [
    "default-src 'none'",
    `script-src ${hash(script)}`,
    `style-src ${hash(style)}`,
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ');
}

const body = (matrix: Matrix): string => `
<header class="top">
<div class="title">
<h1>Conformance matrix</h1>
<p>${counted(matrix.columns.length, 'product')} · edition ${markupText(editionText(matrix.edition))}</p>
<div class="against" role="group" aria-label="Comparison"><label>Compare <select id="baseline"></select></label> <label>to <select id="current"></select></label> <button type="button" id="help">Legend</button></div>
</div>
<form class="tools" id="tools" role="search" aria-label="Facts">
<label class="query"><span class="hidden">Filter facts</span>
<input id="query" type="search" spellcheck="false" autocomplete="off" autocapitalize="off" placeholder="verdict:failed is:different op:list-backups evidence:observed text" aria-describedby="count"></label>
<div class="chips" id="chips" role="group" aria-label="Often used filters"></div>
<p class="count" id="count" role="status"></p>
</form>
<div id="problems" class="problems" role="alert" hidden></div>
<section id="changes" class="changes" aria-label="Comparison" hidden></section>
</header>
<main>
<p class="hidden" id="keys">Arrow keys move between cells, Enter opens what a cell says. The first cell of a row opens the page at the line of its fact; the first cell of a column opens what is known of the product.</p>
<div class="scroll" id="scroll"><noscript>This page needs JavaScript, which is part of it. It loads nothing.</noscript></div>
<p class="nothing" id="nothing" hidden>No fact matches. Remove a condition of the filter.</p>
</main>
<dialog id="detail" class="detail" aria-labelledby="detail-title"><form method="dialog" class="bar"><h2 id="detail-title"></h2><button class="close" aria-label="Close">×</button></form><div class="content" id="detail-content"></div></dialog>
<dialog id="legend" class="detail" aria-labelledby="legend-title"><form method="dialog" class="bar"><h2 id="legend-title">Legend</h2><button class="close" aria-label="Close">×</button></form><div class="content" tabindex="0" role="region" aria-label="Meanings">${legend(matrix)}</div></dialog>`;

const counted = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;

const verdictMeanings: Readonly<Record<keyof typeof marks, string>> = {
  passed: 'proven, with the kind of evidence that the shape shows',
  failed: 'a MUST of the page is broken',
  warned: 'a SHOULD is broken: another standard, or good practice',
  waived: 'broken, and accepted by its owner until a day; for a reader it is a violation',
  unproven: 'nothing could be shown, and the cell says why',
  inapplicable: 'the rule does not concern these answers',
};

const evidenceMeanings: Readonly<Record<Evidence, string>> = {
  observed: 'disc: by a well-formed request that any client could send',
  provoked: 'square: by an unusual request, for example through a proxy, or malformed',
  hooked: 'hexagon: while the operator kept the service in a fault',
  simulated: 'dashed ring: by a simulation, or by a fault that was requested; it says nothing about a product',
};

const legend = ({ suite }: Matrix): string => `
<h3>Verdicts: sign and colour</h3>
<dl class="legend">${Object.entries(verdictMeanings)
  .map(
    ([verdict, meaning]) =>
      `<dt>${sample(verdict, verdict === 'unproven' ? 'none' : 'observed')} ${verdict}</dt><dd>${meaning}</dd>`,
  )
  .join('')}</dl>
<h3>Evidence: shape</h3>
<dl class="legend">${Object.entries(evidenceMeanings)
  .map(([evidence, meaning]) => `<dt>${sample('passed', evidence)} ${evidence}</dt><dd>${meaning}</dd>`)
  .join('')}
<dt>${sample('unproven', 'none')} none</dt><dd>pill: there is none, for nothing was shown</dd>
<dt>${sample('passed', 'observed by-front')} front</dt><dd>corner: a proxy or gateway answered, and not the service</dd></dl>
<h3>Profiles: of each product</h3>
<dl class="legend">
<dt>core</dt><dd>what a service itself can show</dd>
<dt>front</dt><dd>what the proxies and gateways before it show</dd>
<dt>faults</dt><dd>what only its operator can cause</dd>
<dt><span class="profile p-conformant">${profileMarks.conformant}</span> conformant</dt><dd>all applicable MUSTs are proven</dd>
<dt><span class="profile p-unproven">${profileMarks.unproven}</span> unproven</dt><dd>no MUST is violated, but some are unproven</dd>
<dt><span class="profile p-violations">${profileMarks.violations}</span> violations</dt><dd>a MUST is violated; waived ones count</dd>
<dt><span class="profile remarked">!</span> remark</dt><dd>there is something to know of the whole column, which a click tells</dd>
</dl>
<h3>Filter</h3>
<p>All conditions have to be met. Several values are separated by commas; a minus before a condition turns it round.</p>
<dl class="legend" id="keys-of-queries"></dl>
<p class="quiet">Made by ${markupText(suite)}. This page does not verify signatures: <code>vbs-conformance verify</code> does.</p>`;

const sample = (verdict: string, evidence: string): string =>
  `<span class="sample v-${verdict} ${evidence
    .split(' ')
    .map(one => (one === 'by-front' ? one : `e-${one}`))
    .join(' ')}" aria-hidden="true"></span>`;
