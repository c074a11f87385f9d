// Writes src/contract/types.ts from schema/*.schema.json. With --check it writes nothing and fails when the file is stale.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { compile, type JSONSchema } from 'json-schema-to-typescript';

const schemaFolder = new URL('../schema/', import.meta.url);
const typesFile = new URL('../src/contract/types.ts', import.meta.url);
const header =
  '// Generated from schema/*.schema.json by scripts/generate-types.ts; edit the schemas, not this file.\n\n';

const fileNames = readdirSync(schemaFolder)
  .filter((name) => name.endsWith('.schema.json'))
  .sort();
if (fileNames.length === 0) throw new Error('schema/ holds no *.schema.json: nothing to generate types from');

const text = await compile(rootSchema(), 'Contract', {
  additionalProperties: false,
  bannerComment: '',
  format: false,
  unreachableDefinitions: true,
});
const generated = header + withoutRoot(text);

if (process.argv.includes('--check')) {
  if (readFileSync(typesFile, 'utf8') !== generated) {
    console.error('src/contract/types.ts is stale. Run: npm run types');
    process.exitCode = 1;
  }
} else {
  writeFileSync(typesFile, generated);
}

/** All schemas as definitions of one document, so that a type that several use is written once. */
function rootSchema(): JSONSchema {
  const definitions: Record<string, JSONSchema> = {};
  for (const name of fileNames) {
    const schema = JSON.parse(readFileSync(new URL(name, schemaFolder), 'utf8'));
    definitions[name.replace('.schema.json', '')] = prepared(schema) as JSONSchema;
  }
  return { title: 'Contract', type: 'object', additionalProperties: false, $defs: definitions } as JSONSchema;
}

/** References by file name become references into the one document; openness for receivers is no index signature here. */
function prepared(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(prepared);
  if (typeof value !== 'object' || value === null) return value;
  const result: Record<string, unknown> = {};
  for (const [key, part] of Object.entries(value)) {
    if (key === '$id' || key === '$schema' || key === 'examples') continue;
    if (key === '$ref' && typeof part === 'string')
      return { $ref: `#/$defs/${part.replace('.schema.json', '')}` };
    if (key === 'additionalProperties' && part === true) result[key] = false;
    else if (key === 'prefixItems') result['items'] = prepared(part);
    else if (key === 'items' && part === false) continue;
    else if (key === 'maxItems' && typeof part === 'number' && part > 2) continue;
    else if (key === 'minItems' && !('prefixItems' in value)) continue;
    else result[key] = prepared(part);
  }
  return result;
}

/** Drops the empty root interface and the sentences that speak of it. */
function withoutRoot(text: string): string {
  return text
    .replace(/export interface Contract \{\s*\}\n/, '')
    .replace(
      / \*\s*\n \* This (?:interface|type) was referenced by [^*]*\n \* via the `definition` "[^"]+"\.\n/g,
      '',
    );
}
