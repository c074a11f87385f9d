/** Comparatives of which each asks that something be better in an aspect, and what people call that aspect. */
const rows = `
  quieter: noise, sound level, volume, fan noise
  louder: volume, loudness, sound
  lighter: weight, heaviness
  smaller: size, footprint, dimensions
  bigger: size, dimensions, capacity
  larger: size, dimensions, capacity
  roomier: space, room, capacity
  faster: speed, pace, performance, playing time, waiting time
  quicker: speed, pace, playing time, waiting time, setup
  slower: pace, speed
  shorter: length, duration, playing time
  longer: length, duration, battery life
  sturdier: build quality, durability, quality, components, material
  tougher: durability, build quality, difficulty
  stronger: strength, durability, build quality
  simpler: rules, complexity, ease of use, setup
  easier: ease of use, rules, complexity, difficulty, setup
  harder: difficulty, challenge
  deeper: depth, strategy
  prettier: artwork, looks, design, appearance
  nicer: looks, design, artwork, appearance, service
  cleaner: cleanliness, sound
  softer: softness, comfort, material
  comfier: comfort
  cosier: atmosphere, ambience
  friendlier: service, staff
  fresher: freshness, food
  tastier: taste, flavour, flavor, food
  brighter: brightness, screen, light
  sharper: sharpness, image, picture, screen
  clearer: clarity, rules, sound, instructions
  safer: safety
  warmer: warmth, tone
  funnier: humour, humor
  luckier: luck
  fairer: balance, luck
`;

const aspectsOf: ReadonlyMap<string, readonly string[]> = new Map(
  rows
    .trim()
    .split('\n')
    .map((row) => {
      const [word = '', names = ''] = row.split(':');
      return [word.trim(), names.split(',').map((name) => name.trim())] as const;
    }),
);

/**
 * Returns what people call the aspect that a comparative such as `quieter` asks to be better in, likeliest first; empty
 * for other words. `less noisy`, `more comfortable` are read by the name of the aspect instead.
 */
export function aspectsOfComparative(word: string): readonly string[] {
  return aspectsOf.get(word) ?? [];
}
