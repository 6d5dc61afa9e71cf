// Modules that are modelled instead of read, because their meaning is known and their source is not in the tree.
import dedent from 'dedent';
import type { FileTree } from '../../snapshot.ts';
import { likeliest } from '../../syntax/javascript/choice.ts';
import { toText } from '../../syntax/javascript/convert.ts';
import { fromYaml } from '../../syntax/javascript/from-yaml.ts';
import { createFileModule } from '../../syntax/javascript/library/files.ts';
import { createPathModule } from '../../syntax/javascript/library/paths.ts';
import { createUrlModule } from '../../syntax/javascript/library/urls.ts';
import { asString, native, objectOf, primitive, unknown, type Value } from '../../syntax/javascript/value.ts';
import { convertedSchema } from '../../syntax/json-schema/converted.ts';
import { createTypebox } from '../../syntax/json-schema/typebox.ts';
import { createValibot } from '../../syntax/json-schema/valibot.ts';
import { createZod, type Generation } from '../../syntax/json-schema/zod-types.ts';

const ZOD = /^(?:npm:)?zod(?:@[^/]*)?(?:\/(v3|v4|v4-mini|v4\/mini|mini))?$/;

/** Strings and values of a tagged template, dedented as the package does. */
const dedentTag: Value = native('dedent', ([strings, ...values]) => {
  if (strings?.kind === 'primitive') return primitive(dedent(String(strings.value)), strings.origin);
  if (strings?.kind !== 'array') return unknown('dedent');
  const texts = strings.elements.map((each) => toText(each));
  const parts = values.map((value) => toText(likeliest(value)));
  if ([...texts, ...parts].includes(undefined)) return unknown('text computed');
  const joined = texts.map((text, index) => `${text}${parts[index] ?? ''}`).join('');
  return primitive(
    dedent(joined),
    strings.elements[0]?.kind === 'primitive' ? strings.elements[0].origin : null,
  );
});

const asDefault = (value: Value, names: readonly string[]) =>
  objectOf([['default', value], ...names.map((name): [string, Value] => [name, value])]);

/** What a schema converter answers. */
const convertSchema = native('toJsonSchema', ([schema]) =>
  schema?.kind === 'schema' ? convertedSchema(schema.schema) : (schema ?? unknown('no schema')),
);

const parseYaml = native('parse', ([text]) => {
  const source = text && asString(likeliest(text));
  return source === undefined ? unknown('YAML of unknown') : fromYaml(source);
});

function yamlModule(): Value {
  const module = objectOf([
    ['parse', parseYaml],
    ['load', parseYaml],
  ]);
  module.open = true;
  module.properties.set('default', module);
  return module;
}

/** The generation of zod behind a subpath, or the newest that a range admits. Without a range it is what the SDK brings, the fourth. */
function generationOf(subpath: string | undefined, range: string | undefined): Generation {
  if (subpath !== undefined) return subpath === 'v3' ? 3 : 4;
  const majors = [...(range ?? '').matchAll(/(?:^|[\s^~>=|v@:])(\d+)(?:\.|\b)/g)].map(([, major]) =>
    Number(major),
  );
  return majors.length > 0 && Math.max(...majors) < 4 ? 3 : 4;
}

export interface Library {
  tree: FileTree;
  /** The folder that the program is started in. */
  folder: string;
  /** What its package asks for of zod; undefined where it says nothing. */
  zod: string | undefined;
  invoke(callee: Value, args: readonly Value[]): Value;
}

/** What programs find under a module's name, where that is not read but modelled. */
export function createLibraries({
  tree,
  folder,
  zod: range,
  invoke,
}: Library): (module: string) => Value | undefined {
  const zod = {
    3: createZod(3, (callee) => invoke(callee, [])),
    4: createZod(4, (callee) => invoke(callee, [])),
  };
  const typebox = createTypebox();
  const files = createFileModule(tree, invoke);
  const others = new Map<string, Value>([
    ['dedent', asDefault(dedentTag, [])],
    ['ts-dedent', asDefault(dedentTag, ['dedent'])],
    ['outdent', asDefault(dedentTag, ['outdent'])],
    ['zod-to-json-schema', asDefault(convertSchema, ['zodToJsonSchema'])],
    ['@valibot/to-json-schema', asDefault(convertSchema, ['toJsonSchema'])],
    ['valibot', createValibot((callee) => invoke(callee, []))],
    ['fs', files],
    ['fs/promises', files],
    ['fs-extra', files],
    ['path', createPathModule(`/${folder}`)],
    ['url', createUrlModule()],
    ['@sinclair/typebox', typebox],
    ['typebox', typebox],
    ['yaml', yamlModule()],
    ['js-yaml', yamlModule()],
  ]);
  return (module) => {
    const asked = ZOD.exec(module);
    return asked ? zod[generationOf(asked[1], range)] : others.get(module.replace(/^node:/, ''));
  };
}
