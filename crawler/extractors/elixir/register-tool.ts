import { currentFlag, type Model } from '../../syntax/program/machine.ts';
import { isKind, lastName } from '../../syntax/program/value.ts';
import { sentHints } from '../hints.ts';
import type { Idiom, World } from '../idiom.ts';
import { schemaOf } from './peri-schema.ts';

const ID = 'register-tool';

/** `frame |> register_tool("name", description: "…", input_schema: %{…})` */
const register =
  ({ recorded }: World): Model =>
  (call, machine) => {
    const [frame, name, options] = call.args;
    const said = isKind(options, 'dict') ? options.entries : call.named;
    const [title, description, schema, hints] = ['title', 'description', 'input_schema', 'annotations'].map(
      (word) => said.get(word),
    );
    if (name !== undefined)
      recorded.registrations.push({
        idiom: ID,
        name,
        ...(title !== undefined && { title }),
        ...(description !== undefined && { description }),
        inputSchema: schemaOf(schema),
        annotations: sentHints(hints),
        at: call.at,
        flag: currentFlag(machine),
      });
    return frame ?? null;
  };

/** Tools that a server registers while it starts. */
export const registerTool: Idiom = {
  id: ID,
  models: (world) => ({ call: (path) => (lastName(path) === 'register_tool' ? register(world) : undefined) }),
};
