import { terminalSafe } from '../text/terminal-safe.ts';
import { markupText } from './markup-text.ts';
import { editionText, isOfOtherEdition, type Matrix, type MatrixColumn, reservationsOn } from './matrix.ts';
import { profileMarks, profileWords } from './profile-words.ts';

/** Text on these colours has a contrast of 4.5 and more. */
const colours = { label: '#3b4250', conformant: '#1b6e45', unproven: '#5b6472', violations: '#b3261e' } as const;

const height = 20;

/** A part of a badge. */
interface Segment {
  readonly text: string;
  readonly colour: string;
}

/** A badge of a column as SVG: what each profile comes to, never one score. It loads nothing and runs nothing. */
export function badgeSvg(matrix: Matrix, column: MatrixColumn): string {
  const edition = editionText(column.edition);
  const segments: Segment[] = [
    { text: `VBS ${edition}${isOfOtherEdition(matrix, column) ? '*' : ''}`, colour: colours.label },
    ...column.profiles.map(({ profile, verdict }) => ({
      text: `${profile} ${profileMarks[verdict]}`,
      colour: colours[verdict],
    })),
  ];
  const starts = segments.map((_, index) => sum(segments.slice(0, index).map(widthOf)));
  const width = sum(segments.map(widthOf));
  const results = column.profiles.map(one => `${one.profile} ${profileWords(one)}`).join(', ');
  const reserved = reservationsOn(column).map(word => `, ${word}`);
  const title = markupText(terminalSafe(`${column.label}, edition ${edition}: ${results}${reserved.join('')}`));
  const drawn = segments.map((one, index) => drawnSegment(one, starts[index] ?? 0));
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title">
<title id="title">${title}</title>
<clipPath id="round"><rect width="${width}" height="${height}" rx="4"/></clipPath>
<g clip-path="url(#round)" font-family="system-ui,-apple-system,'Segoe UI',sans-serif" font-size="11.5" fill="#fff" text-anchor="middle">
${drawn.join('\n')}
</g>
</svg>
`;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((one, other) => one + other, 0);

/** About as wide as its text in the fonts of most systems. */
const widthOf = ({ text }: Segment): number => Math.round(Array.from(text).length * 6.6 + 14);

function drawnSegment(one: Segment, x: number): string {
  const width = widthOf(one);
  const text = markupText(terminalSafe(one.text));
  return `<rect x="${x}" width="${width}" height="${height}" fill="${one.colour}"/><text x="${x + width / 2}" y="14">${text}</text>`;
}
