import type { DataLanguage } from '../../contract/types.ts';
import { at } from './shop.ts';
import { markedSentence, shopAspects } from './shop-aspects.ts';

/** German names by the id of an attribute. */
const attributes = `
category-headphones Kopfhörer | category-backpacks Rucksäcke | category-lamps Lampen | category-kettles Wasserkocher
category-boots Stiefel | category-coats Mäntel | category-chairs Stühle | category-knives Küchenmesser
category-tents Zelte | category-radios Radios | category-blankets Decken | category-vacuums Staubsauger
category-bottles Flaschen | category-mattresses Matratzen | category-pans Pfannen | category-speakers Lautsprecher
material-oak Eiche | material-steel Stahl | material-wool Wolle | material-canvas Segeltuch
material-aluminium Aluminium | material-leather Leder | material-bamboo Bambus | material-glass Glas
material-linen Leinen | material-cork Kork | material-copper Kupfer | material-felt Filz
colour-slate Schiefergrau | colour-moss Moosgrün | colour-ochre Ocker | colour-brick Ziegelrot
colour-cream Cremeweiß | colour-navy Marineblau | colour-plum Pflaumenblau | colour-charcoal Anthrazit
colour-teal Petrol | colour-sand Sandbeige
`;

/** What German texts on a shop need beside the translations of its relations. Brands and series keep their names. */
export const shopGerman: DataLanguage = {
  code: 'de',
  item: { subject: 'Dieses Produkt', object: 'dieses Produkt' },
  names: { ...attributeNames(), ...aspectNames() },
};

function attributeNames(): Record<string, string> {
  const pairs = attributes.trim().split(/\s*[|\n]\s*/u);
  return Object.fromEntries(
    pairs.map((pair) => {
      const [id = '', name = ''] = pair.split(' ');
      return [`Attribute:${id}`, name];
    }),
  );
}

/** Aspects are called what German reviews call them. */
function aspectNames(): Record<string, string> {
  return Object.fromEntries(
    shopAspects.map(({ id, de }) => {
      const { text, aspectStart, aspectEnd } = markedSentence(at(de.positive, 0));
      return [`Aspect:${id}`, text.slice(aspectStart, aspectEnd)];
    }),
  );
}
