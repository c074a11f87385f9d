import { expect, it } from 'vitest';
import { scoreUser, seenItems } from '../../../src/core/ranking/score-user.ts';
import { scoringOf } from '../../../src/engine/ranking/user-scoring.ts';
import { createScriptedModel } from '../../../src/llm/scripted-model.ts';
import { explainDeps } from '../explanation/explain-deps.ts';

const { deps } = explainDeps(createScriptedModel([]));
const graph = await deps.graph.current(new AbortController().signal);
const { userStart } = graph.index;

it('scores as scoreUser does, and keeps the scoring of the last user of a graph', () => {
  const first = scoringOf(graph, userStart);
  expect(first.scoring.scores).toEqual(scoreUser(graph.index, userStart).scores);
  expect(first.isSeen).toEqual(seenItems(graph.index, userStart));
  expect(scoringOf(graph, userStart)).toBe(first);
  expect(scoringOf(graph, userStart + 1).scoring.user).toBe(userStart + 1);
  expect(scoringOf(graph, userStart)).not.toBe(first);
});

it('keeps graphs apart', () => {
  const first = scoringOf(graph, userStart);
  const other = { ...graph, index: { ...graph.index } };
  expect(scoringOf(other, userStart)).not.toBe(first);
  expect(scoringOf(graph, userStart)).toBe(first);
});
