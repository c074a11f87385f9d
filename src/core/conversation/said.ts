import { type ConversationState, entriesOf } from './events.ts';
import type { AnswerStatement, Statement } from './statements.ts';

/**
 * Returns what counts of what was said, oldest first: a corrected answer stands in the place of the first one, and what
 * was taken is not looked for any more. Cost: O(entries).
 */
export function statementsOf(state: ConversationState): readonly Statement[] {
  const turns = new Map<string, Statement[]>();
  const turnOfSequence = new Map<number, string>();
  const accepted: string[] = [];
  for (const entry of entriesOf(state)) {
    if (entry.type === 'accepted') accepted.push(entry.item);
    if (entry.type !== 'said') continue;
    const corrected = entry.corrects === null ? undefined : turnOfSequence.get(entry.corrects);
    turnOfSequence.set(entry.sequence, corrected ?? entry.turn);
    const said = turns.get(entry.turn);
    if (corrected !== undefined) turns.set(corrected, [...entry.statements]);
    else if (said === undefined) turns.set(entry.turn, [...entry.statements]);
    else said.push(...entry.statements);
  }
  const statements = [...turns.values()].flat();
  return accepted.length === 0 ? statements : [...statements, { type: 'refusal', items: accepted }];
}

/**
 * Returns the answers of the turn in which an answer was given, as they were given first; none where the sequence is not
 * that of an answer, or of a correction of one. Cost: O(entries).
 */
export function answersAt(state: ConversationState, sequence: number): readonly AnswerStatement[] {
  const entries = entriesOf(state);
  let at: number | null = sequence;
  let turn: string | null = null;
  while (at !== null) {
    const wanted: number = at;
    const found = entries.find((entry) => entry.type === 'said' && entry.sequence === wanted);
    if (found === undefined || found.type !== 'said') return [];
    turn = found.turn;
    at = found.corrects;
  }
  return entries.flatMap((entry) =>
    entry.type === 'said' && entry.turn === turn
      ? entry.statements.filter((statement) => statement.type === 'answer')
      : [],
  );
}
