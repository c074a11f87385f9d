import type { PathShown, Reason } from '../../../contract/types.ts';
import { bar, plain } from './terminal.ts';

const barWidth = 10;

/** Returns a share as a bar and a percentage, such as `████░░░░░░  42 %`. */
export function shareBar(share: number): string {
  return `${bar(share, barWidth)} ${String(Math.round(share * 100)).padStart(3)} %`;
}

/** Returns two lines a reason: its share with its words, and its example path. */
export function reasonLines(reasons: readonly Reason[], indent: string): string {
  const pad = ' '.repeat(indent.length);
  return reasons
    .map(
      (reason) =>
        `${indent}${shareBar(reason.share)}  ${plain(reason.text)}\n${pad}${' '.repeat(barWidth + 8)}${pathLine(reason.example)}\n`,
    )
    .join('');
}

/** Returns a path in one line: `Mara ─RATED→ Kilo ←RATED─ someone ─BOUGHT→ Harbour Lights`. */
export function pathLine(path: PathShown): string {
  return path.nodes
    .map((node, position) => {
      const name = node.id === null ? 'someone' : plain(node.name ?? node.id);
      const step = path.relations[position - 1];
      if (step === undefined) return name;
      return step.direction === 'forward'
        ? ` ─${plain(step.type)}→ ${name}`
        : ` ←${plain(step.type)}─ ${name}`;
    })
    .join('');
}
