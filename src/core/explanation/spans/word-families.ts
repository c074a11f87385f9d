import { wordKey } from './same-word.ts';

/**
 * Words that may stand for each other when a fact is put into a sentence, one family a line. General English, written
 * from general knowledge: what relations of knowledge graphs are called and how one says them.
 */
const families = `
director direct directed helm
screenwriter write writer written author wrote screenplay script pen penned scripted
author write writer written wrote novelist book authored pen penned
novel book
book publication volume
composer compose music musical score soundtrack
lyricist lyrics lyric words write written wrote
producer produce production
editor edit
photography cinematographer cinematography shoot shot camera
cast star starring actor actress act play role appear appearance portray feature featured
voice dub dubbed
character portray portrayed role
film movie picture cinema motion feature filmmaking
filming film shoot shot
narrative story set setting take tale plot
series show program programme television tv sitcom serial
episode series season
song single track tune
album record recording lp release
music musician singer band musical
performer perform performed performance singer sung sing artist sang recorded
record recorded recording label
instrument play played musician
voice sing vocal vocalist singer
publisher publish publication published publishing release released
inception found founded foundation establish established establishment create creation start begin began form formed formation launch date back
founder found founded foundation establish established cofounder start
dissolved dissolve dissolution abolish abolished cease ceased end ended defunct
developer develop developed development software
creator create created creation design designer invent
designer design designed
architect design designed architecture architectural build built
inventor discoverer invent invented invention discover discovered discovery
manufacturer manufacture manufactured make maker produce produced build built
builder build built construct construction shipyard
owner own owned ownership property belong
operator operate operated operation run
distribute distributor distribution distributed
broadcaster broadcast network air aired channel
country nation state republic
citizenship citizen nationality national hail
origin originate come hail native
birth born native birthplace
death die died dead pass passed
cause due
killed kill murder death die
burial bury buried interred rest cemetery grave
residence reside resident live lived home
spouse marry married wife husband marriage partner wed
child son daughter parent father mother offspring
father son daughter child parent
mother son daughter child parent
sibling brother sister
relative relation family
gender sex male female man woman
female woman she her lady girl actress daughter
male man he his him boy
human person individual people being man woman humanity
given name first forename
family last name surname
occupation profession work job career professional professionally
employer employ employed employee work worked
position hold held office post serve served role job
office position post
head lead led leader govern governed rule ruler chief leadership
chief head lead led
chairperson chair chairman president lead led head
director manager manage managed head lead led
manager coach manage managed head
president lead led presidency
minister ministry government
government govern governed rule ruled system
monarch king queen emperor rule ruled ruler reign throne
monarchy king kingdom royal monarch
dynasty house family ruler
legislative legislature parliament govern governed assembly law
capital seat city
educated study studied attend attended graduate graduated alumnus alumna education student degree school university college
student study studied pupil
teacher doctoral advisor supervise supervised teach taught
degree study studied graduate graduated
award receive received win won winner honour honor honoured honored prize recipient awarded
nominated nominee nomination nominate
participant participate participated participating participation take part compete competed
participating participate compete competed
member belong belonged part join joined membership
party political affiliated politician
team club play played squad side
player play played
sport athlete player sports play played game
athlete sport sports athletic
league compete competed competition division
competition compete competed tournament event championship
tournament championship competition
winner win won victory champion
speciality specialize specialise specialty specialized
language speak spoken speaker tongue
religion faith believe religious follow denomination belief
church religious parish cathedral
diocese bishop catholic church
currency money
population inhabitant people resident populate populated populous
area size cover square surface
elevation height altitude high above tall peak rise sea
height tall high
mass weigh weight
length long
width wide
diameter wide
depth deep
duration long last minute run runtime
located locate situate situated lie location place
location locate located situate situated place site
headquarters headquarter headquartered base based
territorial administrative administratively district region province municipality
municipality town city district administrative
province region
district region
shares border borders bordered neighbour neighbor neighboring neighbouring adjacent
next border bordered near adjacent beside close coast
water sea ocean river lake
river flow stream tributary watercourse
mouth flow empty
tributary flow river
lake water
mountain peak range hill
island isle archipelago
village settlement town hamlet community rural
settlement village town city community
town settlement city
city town urban
continent continental
protected heritage designation protect
heritage designation protected listed
description describe description described reference mention source documented
based adapt adapted adaptation inspire inspired
subject topic theme focus about revolve deal depict
depict depiction depicted show portray
genre category style type
instance type kind class example
category categorise categorize classify classification
different distinct distinguish differ confuse
black white monochrome
color colour colorful
business company firm organization organisation enterprise corporation commercial
company business firm organization organisation enterprise corporation
organization organisation group body association institution
industry sector field
airline aviation flight air aircraft carrier fly airways
airport aviation flight air
aircraft plane airplane fly aviation
ship vessel boat
naval navy ship
vessel ship
railway rail train station line
station stop railway
road highway street route
bridge cross span crossing
product produce production material make made
public publicly
subsidiary parent own owned belong
contain include encompass comprise consist divide divided
driving drive driven traffic
hand side
holiday celebrate celebrated observe observed celebration
ethnic ethnicity people
basketball basketballer
football footballer soccer
cricket cricketer
cyclist cycling cycle bicycle
swimmer swimming swim
politician political politics
scientist science scientific researcher
researcher research
historian history historical
painter paint painted painting art artist
painting paint painted painter artwork art
sculptor sculpture sculpt
artist art artwork
writer write written wrote author literary literature
poet poem poetry
journalist journalism
lawyer law legal
physician doctor medicine medical
chemist chemistry chemical
physicist physics
mathematician mathematics
engineer engineering
economist economy economics
philosopher philosophy
soldier military army
military army armed force
rank ranking
conflict war battle fight fought military
war battle conflict military
battle fight fought war
commander command commanded
school college educational education
university college academic institution higher
college university school educational
hub operate operating
work career
taxon species organism plant animal biological
species taxon organism
genus taxon
plant flora botanical
habitat live
conservation endangered threatened concern
astronomical celestial space object
asteroid minor planet celestial astronomical
galaxy astronomical celestial
star stellar astronomical
constellation sky
orbit orbital
protein gene molecular biology
gene genetic
disease medical condition disorder illness
drug medicine medication treatment
chemical compound substance formula
magazine journal periodical publication
newspaper press publication daily
journal academic scholarly publication publish published article
article publish published scholarly paper publication
website web online site internet url
video game gaming
platform run available playable
game play player
software program application
date day time year
start begin began since commence from
end until finish conclude to
point date time
follows succeed successor after follow subsequent
followed precede predecessor before
replaces replaced succeed successor predecessor
replaced succeed successor
copyright licence license protected
architectural style architecture
building structure built architecture
museum collection exhibition
collection museum housed
station broadcast
event take took occur occurred happen held
election elect elected vote voted candidate
candidate election run ran
seat elected
law legislation act legal
court judge legal
elementary primary
kg kilogram kilogramme
km kilometre kilometer
cm centimetre centimeter
mm millimetre millimeter
min minute
lb pound
mi mile
ft foot feet
% percent percentage
women female woman
men male man
`;

const familiesOf = familyNumbers(families);

/** Returns the families of a key as numbers; empty where it has none. */
export function wordFamilies(key: string): readonly number[] {
  return familiesOf.get(key) ?? [];
}

/** Returns the line numbers of each key in `lines` of words. */
export function familyNumbers(lines: string): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, number[]>();
  for (const [index, line] of lines.trim().split('\n').entries()) {
    for (const key of new Set(line.split(' ').map((word) => wordKey(word)))) {
      found.set(key, [...(found.get(key) ?? []), index]);
    }
  }
  return found;
}
