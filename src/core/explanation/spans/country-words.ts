import { familyNumbers } from './word-families.ts';

/**
 * Countries and continents whose people or things are called by a word with another beginning, or a short one: the
 * adjective, then words of the name.
 */
const demonyms = `
american america usa us united states u.s u.s.
british britain uk kingdom united
english england
scottish scotland scots
welsh wales
irish ireland
french france
dutch netherlands holland
german germany
swiss switzerland
spanish spain
portuguese portugal
polish poland
czech czechia czechoslovakia bohemia
danish denmark dane
swedish sweden swede
finnish finland finn
norwegian norway
icelandic iceland
greek greece
turkish turkey
italian italy
roman rome
chinese china
thai thailand
japanese japan
vietnamese vietnam
korean korea
indian india
pakistani pakistan
iraqi iraq
iranian iran persia persian
omani oman
qatari qatar
kuwaiti kuwait
yemeni yemen
emirati emirates
israeli israel
saudi arabia
afghan afghanistan
uzbek uzbekistan
kazakh kazakhstan
tajik tajikistan
turkmen turkmenistan
kyrgyz kyrgyzstan
peruvian peru
cuban cuba
chilean chile
kenyan kenya
asian asia
african africa
european europe
filipino philippines philippine
burmese myanmar burma
soviet ussr union
serbian serbia serb
croatian croatia croat
bosnian bosnia
argentine argentina argentinian
ukrainian ukraine
slovak slovakia
slovene slovenia slovenian
cypriot cyprus
maltese malta
monegasque monaco
congolese congo
ivorian ivory coast ivoire
ghanaian ghana
malagasy madagascar
lao laos laotian
new zealander zealand
jewish judaism jew
catholic catholicism
muslim islam islamic
christian christianity
buddhist buddhism
hindu hinduism
`;

const familiesOf = familyNumbers(demonyms);

/** Returns the country families of a key as numbers: danish and denmark share one. */
export function countryFamilies(key: string): readonly number[] {
  return familiesOf.get(key) ?? [];
}
