import type { ObjectValue, Value } from '../../syntax/javascript/value.ts';
import type { Parts, Recorder } from './registration.ts';

const isNothing = (value: Value) => value.kind === 'primitive' && value.value === undefined;

/** The first of some members that an object has; one that a parent outside the tree may have only where none is written. */
function firstMember(object: ObjectValue, keys: readonly string[], recorder: Recorder): Value | undefined {
  const members = keys.map((key) => recorder.member(object, key)).filter((value) => !isNothing(value));
  return members.find((value) => value.kind !== 'external' && value.kind !== 'unknown') ?? members[0];
}

/** A tool as an object, as lists and most frameworks have it. */
export function readToolObject(object: ObjectValue, recorder: Recorder): Parts {
  return {
    name: firstMember(object, ['name'], recorder),
    title: firstMember(object, ['title'], recorder),
    description: firstMember(object, ['description'], recorder),
    inputSchema: firstMember(object, ['inputSchema', 'parameters', 'paramsSchema', 'schema'], recorder),
    outputSchema: firstMember(object, ['outputSchema'], recorder),
    annotations: firstMember(object, ['annotations'], recorder),
  };
}
