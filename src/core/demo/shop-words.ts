/** A category of the invented shop. */
export interface ShopCategory {
  readonly id: string;
  /** As a heading: "Lamps". */
  readonly name: string;
  /** One of its items, in both languages of the reviews; the German noun comes with its article in the accusative. */
  readonly noun: { readonly en: string; readonly de: string };
  /** Lowest and highest usual price, EUR. */
  readonly prices: readonly [number, number];
  /** What its reviews speak of, ids of `shopAspects`. */
  readonly aspects: readonly string[];
}

const everywhere = ['price', 'delivery', 'packaging', 'finish'];

function category(
  id: string,
  name: string,
  noun: ShopCategory['noun'],
  prices: ShopCategory['prices'],
  aspects: readonly string[],
): ShopCategory {
  return { id, name, noun, prices, aspects: [...aspects, ...everywhere] };
}

/** Categories, the most popular first. */
export const categories: readonly ShopCategory[] = [
  category(
    'headphones',
    'Headphones',
    { en: 'headset', de: 'den Kopfhörer' },
    [25, 340],
    ['sound', 'battery', 'fit'],
  ),
  category(
    'backpacks',
    'Backpacks',
    { en: 'backpack', de: 'den Rucksack' },
    [35, 220],
    ['fit', 'zip', 'weight'],
  ),
  category('lamps', 'Lamps', { en: 'lamp', de: 'die Lampe' }, [15, 260], ['light', 'switch', 'design']),
  category(
    'kettles',
    'Kettles',
    { en: 'kettle', de: 'den Wasserkocher' },
    [18, 140],
    ['noise', 'handle', 'cleaning'],
  ),
  category('boots', 'Boots', { en: 'boot', de: 'den Stiefel' }, [60, 290], ['fit', 'sole', 'weight']),
  category('coats', 'Coats', { en: 'coat', de: 'den Mantel' }, [70, 420], ['fit', 'zip', 'design']),
  category(
    'chairs',
    'Chairs',
    { en: 'chair', de: 'den Stuhl' },
    [45, 520],
    ['comfort', 'assembly', 'design'],
  ),
  category(
    'knives',
    'Kitchen knives',
    { en: 'knife', de: 'das Messer' },
    [20, 240],
    ['blade', 'handle', 'cleaning'],
  ),
  category('tents', 'Tents', { en: 'tent', de: 'das Zelt' }, [90, 780], ['assembly', 'zip', 'weight']),
  category('radios', 'Radios', { en: 'radio', de: 'das Radio' }, [30, 310], ['sound', 'battery', 'switch']),
  category(
    'blankets',
    'Blankets',
    { en: 'blanket', de: 'die Decke' },
    [20, 190],
    ['comfort', 'cleaning', 'weight'],
  ),
  category(
    'vacuums',
    'Vacuum cleaners',
    { en: 'vacuum', de: 'den Staubsauger' },
    [60, 560],
    ['noise', 'battery', 'handle'],
  ),
  category('bottles', 'Bottles', { en: 'bottle', de: 'die Flasche' }, [9, 60], ['lid', 'cleaning', 'weight']),
  category(
    'mattresses',
    'Mattresses',
    { en: 'mattress', de: 'die Matratze' },
    [120, 990],
    ['comfort', 'smell', 'weight'],
  ),
  category('pans', 'Pans', { en: 'pan', de: 'die Pfanne' }, [18, 180], ['handle', 'cleaning', 'lid']),
  category(
    'speakers',
    'Speakers',
    { en: 'speaker', de: 'den Lautsprecher' },
    [40, 640],
    ['sound', 'battery', 'design'],
  ),
];

/** What items are made of. */
export const materials: readonly string[] = [
  'oak',
  'steel',
  'wool',
  'canvas',
  'aluminium',
  'leather',
  'bamboo',
  'glass',
  'linen',
  'cork',
  'copper',
  'felt',
];

/** Colours of items. */
export const colours: readonly string[] = [
  'slate',
  'moss',
  'ochre',
  'brick',
  'cream',
  'navy',
  'plum',
  'charcoal',
  'teal',
  'sand',
];

/** Where brands are at home; none of them exists. */
export const regions: readonly string[] = [
  'Upper Vell',
  'the Harrow Coast',
  'Lake Sund',
  'Old Morrow',
  'the Tarn Valleys',
  'Port Ambry',
  'Kelder',
  'East Fenn',
];

/** First and second halves of the names of brands and series. */
export const nameHalves: { readonly first: readonly string[]; readonly second: readonly string[] } = {
  first: [
    'Lark',
    'Alder',
    'Quill',
    'Bram',
    'Wren',
    'Hollow',
    'Ember',
    'Cinder',
    'Fenn',
    'Marsh',
    'Thistle',
    'Rook',
    'Harrow',
    'Pell',
    'Sorrel',
    'Tansy',
    'Kestrel',
    'Birch',
    'Gull',
    'Heather',
    'Juniper',
    'Linden',
    'Myrtle',
    'Nettle',
    'Otter',
    'Plover',
    'Rowan',
    'Sedge',
    'Teasel',
    'Yarrow',
  ],
  second: [
    'field',
    'mere',
    'wick',
    'stone',
    'bridge',
    'ford',
    'gate',
    'hall',
    'hurst',
    'holm',
    'ley',
    'moor',
    'shaw',
    'thorpe',
    'vale',
    'well',
    'worth',
    'yard',
    'cote',
    'croft',
  ],
};

/** First names of the invented users. */
export const firstNames: readonly string[] = [
  'Ada',
  'Bela',
  'Caro',
  'Dario',
  'Edda',
  'Falk',
  'Greta',
  'Hanno',
  'Ines',
  'Jonte',
  'Karla',
  'Levi',
  'Mina',
  'Nils',
  'Oda',
  'Pia',
  'Quirin',
  'Rieke',
  'Sven',
  'Tilda',
  'Ulf',
  'Vera',
  'Wanja',
  'Xenia',
  'Yara',
  'Zeno',
];

/** Sentences without an opinion, around those that have one; `{noun}` is the item's noun. */
export const frames: { readonly en: readonly string[]; readonly de: readonly string[] } = {
  en: [
    'I have had this {noun} for three weeks now.',
    'Ordered on a Monday for my sister.',
    'This is my second {noun} from the same series.',
    'We use it every day.',
    'It replaced a much older {noun}.',
    'I compared four of them before.',
  ],
  de: [
    'Ich habe {noun} seit drei Wochen.',
    'Für meine Schwester bestellt.',
    'Wir benutzen {noun} jeden Tag.',
    'Vorher hatte ich vier andere verglichen.',
    'Das war ein Geburtstagsgeschenk.',
    'Die Bestellung war an einem Montag.',
  ],
};
