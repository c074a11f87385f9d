import type { Evidence, ExplainReport, Explanation, FollowUp } from '../../../contract/types.ts';
import { pathLine, shareBar } from './reason-lines.ts';
import { counted, plain } from './terminal.ts';

/** Returns an explanation for a terminal: the text, then each sentence's evidence, then who wrote it. */
export function explanationText(answer: Explanation): string {
  const text = answer.text.split('\n').map(plain).join('\n');
  return `${text}\n${groundsText(answer)}`;
}

/** Returns what stands below a text: its sentences with their evidence, and who wrote it. */
export function groundsText(answer: Explanation): string {
  const cited = new Set(answer.sentences.flatMap((sentence) => sentence.cites));
  const sentences = answer.sentences.map(
    ({ text, cites }) => `  ${plain(text)} [${cites.map(plain).join(', ')}]\n`,
  );
  const evidence = answer.evidence.filter((one) => cited.has(one.id)).map(evidenceLines);
  const lines = [
    ...(sentences.length === 0
      ? []
      : ['\nSentences and what they rest on:\n', ...sentences, '\n', ...evidence]),
    `\nWritten by ${writer(answer)}: ${plain(answer.why).replace(/\.$/u, '')}.${coveredText(answer)}${changeText(answer, cited)}\n`,
  ];
  if (answer.dropped.length > 0)
    lines.push(`Left out to fit the context: ${answer.dropped.map(plain).join(' ')}\n`);
  return lines.join('');
}

/** Returns an answer to a question about an explanation, with its path and what it rests on. */
export function followUpText(answer: FollowUp): string {
  if (answer.intent === 'unknown')
    return `That question is not understood. What can be asked:\n${answer.canAsk.map((one) => `  ${plain(one)}\n`).join('')}`;
  const path = answer.path === null ? '' : `${pathLine(answer.path)}\n`;
  const evidence = answer.evidence.map(evidenceLines).join('');
  return `${plain(answer.text)}\n${path}${evidence === '' ? '' : `\nWhat it rests on:\n${evidence}`}`;
}

/** Returns what a run over a file of pairs did. */
export function reportText(report: ExplainReport): string {
  const { made, reused, present, failed, notKept, rungs } = report;
  const lines = [
    `${counted(report.pairs, 'pair', 'pairs')} in ${report.seconds.toFixed(1)} s → ${plain(report.output)}`,
    `  ${made} made (model ${rungs.model}, repair ${rungs.repair}, template ${rungs.template}), ${reused} from the store, ${present} there already`,
  ];
  if (notKept > 0)
    lines.push(
      `  ${notKept} of them are templates because the model failed; the same command makes them again.`,
    );
  if (failed > 0)
    lines.push(
      `  ${failed} could not be explained; their lines and reasons: ${plain(report.failuresFile ?? '')}`,
    );
  return `${lines.join('\n')}\n`;
}

/** Only what says why one item is recommended carries a part of its score. */
function coveredText({ form, scoreCovered }: Explanation): string {
  if (form === 'comparison' || form === 'why-not' || form === 'profile') return '';
  return ` The reasons told carry ${Math.round(scoreCovered * 100)} % of the score.`;
}

/** What would be without the strongest fact, where no sentence of the text says it. */
function changeText({ evidence }: Explanation, cited: ReadonlySet<string>): string {
  const change = evidence.find((one) => one.kind === 'counterfactual' && !cited.has(one.id));
  return change === undefined ? '' : ` ${plain(change.sentence)}`;
}

/** Where evidence comes from that rests on no reason and no review. */
const sources: Readonly<Partial<Record<Evidence['kind'], string>>> = {
  counterfactual: 'ranked anew',
  number: 'counted',
};

function evidenceLines(one: Evidence): string {
  const share = one.kind === 'reason' || one.kind === 'against' ? shareBar(one.share) : ' '.repeat(16);
  const source =
    one.review === null ? (sources[one.kind] ?? plain(one.reasonId ?? '')) : `review ${plain(one.review)}`;
  const path = one.path === undefined ? '' : `${' '.repeat(24)}${pathLine(one.path)}\n`;
  const against = one.kind === 'against' ? 'against: ' : '';
  return `  ${one.id.padEnd(4)}${share}  ${against}${plain(one.sentence)} (${source})\n${path}`;
}

function writer(answer: Explanation): string {
  if (answer.rung === 'template') return 'a template';
  const name = plain(answer.model ?? 'the model');
  return answer.rung === 'model' ? name : `${name} after one repair`;
}
