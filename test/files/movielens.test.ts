import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { openSource } from '../../src/files/open-source.ts';
import { folderOf, readKind, rowsOf } from '../fixtures/import/data-folder.ts';

const movies = [
  'movieId,title,genres',
  '1,Paper Lanterns (1998),Drama|Comedy',
  '2,"Ferry, The (2003)",Drama',
  '3,Untitled Reel,(no genres listed)',
  '4,"The ""Last"" Tram (1951) ",Comedy|Comedy',
  '',
].join('\n');
const ratings = 'userId,movieId,rating,timestamp\n7,1,4.5,964982703\n8,2,0.5,964981247\n7,3,3,964982224\n';
const tags = 'userId,movieId,tag,timestamp\n7,1,Slow  Burn,1\n8,1,slow burn,2\n8,2,"odd, but kind",3\n';

describe('openMovielens', () => {
  const folder = (): string =>
    folderOf({
      'movies.csv': movies,
      'ratings.csv.gz': gzipSync(ratings),
      'tags.csv': tags,
      'README.txt': '',
    });

  it('takes the year out of the title', async () => {
    expect(await rowsOf(folder(), 'items')).toEqual([
      { id: '1', name: 'Paper Lanterns', properties: { year: 1998 } },
      { id: '2', name: 'Ferry, The', properties: { year: 2003 } },
      { id: '3', name: 'Untitled Reel' },
      { id: '4', name: 'The "Last" Tram', properties: { year: 1951 } },
    ]);
  });

  it('makes genres and tags attributes, each once', async () => {
    expect(await rowsOf(folder(), 'attributes')).toEqual([
      { id: 'genre:Drama', kind: 'genre', name: 'Drama' },
      { id: 'genre:Comedy', kind: 'genre', name: 'Comedy' },
      { id: 'tag:slow burn', kind: 'tag', name: 'slow burn' },
      { id: 'tag:odd, but kind', kind: 'tag', name: 'odd, but kind' },
    ]);
    expect(await rowsOf(folder(), 'links')).toEqual([
      { from: '1', relation: 'HAS_GENRE', to: 'genre:Drama' },
      { from: '1', relation: 'HAS_GENRE', to: 'genre:Comedy' },
      { from: '2', relation: 'HAS_GENRE', to: 'genre:Drama' },
      { from: '4', relation: 'HAS_GENRE', to: 'genre:Comedy' },
      { from: '1', relation: 'HAS_TAG', to: 'tag:slow burn' },
      { from: '2', relation: 'HAS_TAG', to: 'tag:odd, but kind' },
    ]);
  });

  it('takes users and acts from the ratings, and the scale from their values', async () => {
    expect(await rowsOf(folder(), 'users')).toEqual([{ id: '7' }, { id: '8' }]);
    expect(await rowsOf(folder(), 'interactions')).toEqual([
      { user: '7', item: '1', kind: 'RATED', rating: 4.5, at: 964982703 },
      { user: '8', item: '2', kind: 'RATED', rating: 0.5, at: 964981247 },
      { user: '7', item: '3', kind: 'RATED', rating: 3, at: 964982224 },
    ]);
    const { manifest } = await openSource(folder(), {});
    expect(manifest.rating).toEqual({ min: 0.5, max: 4.5 });
    expect(manifest.item).toEqual({ one: 'film', many: 'films' });
    expect(manifest.numbers).toEqual([{ name: 'year', less: 'older', more: 'newer' }]);
  });

  it('reads columns by name, and works without tags', async () => {
    const other = folderOf({
      'movies.csv': 'title,extra,genres,movieId\nA (2000),x,Drama,1\n',
      'ratings.csv': 'timestamp,rating,movieId,userId\n5,2,1,9\n',
    });
    expect(await rowsOf(other, 'items')).toEqual([{ id: '1', name: 'A', properties: { year: 2000 } }]);
    expect(await rowsOf(other, 'interactions')).toEqual([
      { user: '9', item: '1', kind: 'RATED', rating: 2, at: 5 },
    ]);
    expect(await rowsOf(other, 'attributes')).toEqual([{ id: 'genre:Drama', kind: 'genre', name: 'Drama' }]);
  });

  it('names a bad line once, though the file is read for several kinds', async () => {
    const source = await openSource(
      folderOf({ 'movies.csv': 'movieId,title,genres\n1,A,Drama\n2,B\n', 'ratings.csv': `${ratings}9,1\n` }),
      {},
    );
    const bad = { file: 'movies.csv', line: 3, reason: 'the line has 2 fields, the header 3', text: '2,B' };
    expect((await readKind(source, 'items')).filter((row) => 'reason' in row)).toEqual([bad]);
    for (const kind of ['users', 'attributes', 'links'] as const) {
      expect((await readKind(source, kind)).filter((row) => 'reason' in row)).toEqual([]);
    }
    const rejected = {
      file: 'ratings.csv',
      line: 5,
      reason: 'the line has 2 fields, the header 4',
      text: '9,1',
    };
    expect((await readKind(source, 'interactions')).filter((row) => 'reason' in row)).toEqual([rejected]);
  });

  it('leaves a rating that is no number to the schema', async () => {
    const folderWithText = folderOf({ 'movies.csv': movies, 'ratings.csv': `${ratings}7,2,good,\n` });
    const rows = await rowsOf(folderWithText, 'interactions');
    expect(rows.at(-1)).toEqual({ user: '7', item: '2', kind: 'RATED', rating: 'good', at: '' });
    expect((await openSource(folderWithText, {})).manifest.rating).toEqual({ min: 0.5, max: 4.5 });
  });

  it('refuses a header without a column and names an empty file', async () => {
    const wrong = folderOf({ 'movies.csv': movies, 'ratings.csv': 'user,movieId,rating,timestamp\n' });
    await expect(openSource(wrong, {})).rejects.toMatchObject({
      code: 'data-invalid',
      message: expect.stringMatching(
        /ratings\.csv, line 1: .*the column userId, which the layout movielens names, is missing/u,
      ),
    });
    const empty = await openSource(folderOf({ 'movies.csv': movies, 'ratings.csv': '' }), {});
    expect(await readKind(empty, 'interactions')).toEqual([
      { file: 'ratings.csv', line: 1, reason: 'the file is empty', text: '' },
    ]);
    expect(empty.manifest.rating).toBeUndefined();
  });
});
