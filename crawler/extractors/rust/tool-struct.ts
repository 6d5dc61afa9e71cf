import type { Attribute, TypeDeclaration } from '../../syntax/program/ir.ts';
import type { Machine } from '../../syntax/program/machine.ts';
import { typeToSchema } from '../../syntax/program/type-schema.ts';
import { hintsFrom, snakeCase } from '../hints.ts';
import type { Idiom } from '../idiom.ts';
import type { Registration } from '../registration.ts';
import { schemars } from './schemars.ts';
import { attributeNamed, readStated } from './stated.ts';

const ID = 'tool-struct';

/** The tool that a struct with `#[mcp_tool]` is. */
function readStruct(
  machine: Machine,
  type: TypeDeclaration,
  attribute: Attribute,
): Omit<Registration, 'flag'> {
  const scope = machine.unitScope(type.at.path);
  const stated = readStated(machine, attribute.args, scope);
  const [name, title, description] = ['name', 'title', 'description'].map((word) => stated.get(word));
  const { title: _, ...hints } = hintsFrom((name) => stated.get(snakeCase(name)));
  return {
    idiom: ID,
    name: name ?? null,
    ...(title !== undefined && { title }),
    ...(description !== undefined && { description }),
    inputSchema: typeToSchema(machine, { name: type.name, args: [], nullable: false }, scope, schemars),
    annotations: hints,
    at: type.at,
  };
}

/** Names in `tool_box!(Tools, [A, B])` and in calls of `A::tool()`. */
function isListed(machine: Machine, name: string): boolean {
  const listing = new RegExp(`tool_box!\\s*[({[][^\\]]*\\b${name}\\b|\\b${name}::tool\\s*\\(`);
  return machine.program.paths.some((path) => listing.test(machine.program.readFile(path)));
}

/** `#[mcp_tool]` of rust-mcp-sdk on structs, listed by `tool_box!`. */
export const toolStruct: Idiom = {
  id: ID,
  find(machine, { recorded }) {
    const paths = machine.program.paths.filter((path) => /\bmcp_tool\b/.test(machine.program.readFile(path)));
    for (const type of paths.flatMap((path) => machine.program.unit(path).declarations)) {
      const attribute = type.kind === 'type' ? attributeNamed(type.attributes, 'mcp_tool') : undefined;
      if (type.kind !== 'type' || !attribute) continue;
      if (isListed(machine, type.name))
        recorded.registrations.push({ ...readStruct(machine, type, attribute), flag: '' });
      else
        recorded.refusals.push({
          idiom: ID,
          reason: 'never-registered',
          message: `no tool box holds ${type.name}`,
          at: type.at,
        });
    }
  },
};
