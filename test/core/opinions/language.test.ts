import { describe, expect, it } from 'vitest';
import { languageOf } from '../../../src/core/opinions/language.ts';

describe('languageOf', () => {
  it.each([
    ['prose', 'The board arrived quickly and the pieces are made of wood, which I like very much.'],
    ['a list', 'Great value. Works great. Easy assembly. Must fully expand base before you set guitar in it'],
    ['curly apostrophes', 'I’ve played it twice and it’s still fun, though I don’t like the box art.'],
    ['a few words', 'Lovely wooden pieces'],
    ['a name in other letters', 'We call it 麻雀 at home and the tiles are good for the price.'],
  ])('takes %s for English', (_, text) => {
    expect(languageOf(text)).toBe('english');
  });

  it.each([
    ['German', 'Das Spiel ist sehr schön gemacht, aber die Anleitung war für uns nicht gut zu verstehen.'],
    ['French', "Le jeu est très beau mais les règles sont un peu longues à lire et l'attente est pénible."],
    ['Spanish', 'Como siempre esta marca con sus productos de calidad, es un producto recomendado por mi.'],
    ['Dutch', 'Het spel is heel mooi gemaakt, maar de regels zijn wat lang en het wachten is vervelend.'],
    ['Italian', 'Il gioco è molto bello ma le regole sono un po’ lunghe da leggere per i bambini.'],
    ['Portuguese', 'O jogo é muito bonito, mas as regras são longas demais e a espera é chata.'],
    ['Hebrew', 'המשחק יפה מאוד אבל ההוראות ארוכות מדי'],
    ['Arabic', 'اللعبة جميلة جدا لكن القواعد طويلة'],
    ['Chinese', '这个游戏很好玩，但是规则太长了。'],
    ['Russian', 'Игра очень красивая, но правила слишком длинные.'],
  ])('takes %s for another language', (_, text) => {
    expect(languageOf(text)).toBe('other');
  });

  it.each([
    ['nothing', ''],
    ['signs', '★★★☆☆ !!! 10/10'],
    ['emoji', '😀😀😀'],
    ['bytes', 'PK\u0003\u0004\u0014\u0000\u0008\u0000\ufffd\ufffd\u0001a\u0002\ufffd'],
  ])('finds no words in %s', (_, text) => {
    expect(languageOf(text)).toBe('none');
  });
});
