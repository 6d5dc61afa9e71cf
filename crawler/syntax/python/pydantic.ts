// https://docs.pydantic.dev/latest/api/base_model/
import { isFieldInfo } from './fields.ts';
import { fromJson } from './json.ts';
import { type ExternalModel, type ExternalModels, external, type Machine } from './machine.ts';
import { fieldDefault, fieldsOf } from './models.ts';
import { type Making, typeSchema } from './types.ts';
import {
  type Class,
  type Dict,
  dict,
  type Instance,
  isKind,
  type NativeCall,
  UNKNOWN,
  type Value,
} from './value.ts';

const UNDEFINED = external('pydantic_core.PydanticUndefined');

/** `Field(default, description=…)`: what is said by position counts as the default. */
function initField(self: Instance, { args: [first], kwargs }: NativeCall): void {
  if (first !== undefined) self.attributes.set('default', first);
  for (const [name, value] of kwargs) self.attributes.set(name, value);
}

/** The schema of a type on its own, its definitions beside it. */
export function standaloneSchema(
  machine: Machine,
  type: Value,
  making: Pick<Making, 'scope'>,
): Record<string, unknown> {
  const definitions = new Map<string, Record<string, unknown>>();
  const schema = typeSchema(type, { machine, definitions, scope: making.scope, depth: 0 });
  const name = isKind(type, 'class') ? type.name : '';
  const own = definitions.get(name);
  if (own === undefined)
    return { ...(definitions.size > 0 && { $defs: Object.fromEntries(definitions) }), ...schema };
  const recursive = JSON.stringify([...definitions.values()]).includes(`"#/$defs/${name}"`);
  if (!recursive) definitions.delete(name);
  return { ...(definitions.size > 0 && { $defs: Object.fromEntries(definitions) }), ...own };
}

function jsonSchema(machine: Machine, { args: [type] }: NativeCall): Value {
  return isKind(type, 'class') ? fromJson(standaloneSchema(machine, type, { scope: type.scope })) : UNKNOWN;
}

/** `Model.model_fields`: a FieldInfo each. */
export function modelFields(machine: Machine, of: Class): Dict {
  const making: Making = { machine, definitions: new Map(), scope: of.scope, depth: 0 };
  return dict(
    fieldsOf(of, making).map((field): [Value, Value] => {
      const stated = isFieldInfo(field.stated) ? field.stated.attributes : new Map<string, Value>();
      const fallback = fieldDefault(field, making);
      const attributes = new Map(stated);
      attributes
        .set('annotation', field.type ?? UNKNOWN)
        .set('default', fallback === undefined ? UNDEFINED : fallback);
      return [
        field.name,
        { kind: 'instance', of: external('pydantic.fields.FieldInfo'), attributes, site: of.node },
      ];
    }),
  );
}

function isRequired(self: Instance): Value {
  const fallback = self.attributes.get('default');
  return fallback === undefined || (isKind(fallback, 'external') && fallback.path === UNDEFINED.path);
}

/** `model.model_copy(update={…})` */
function copyModel(self: Instance, { kwargs }: NativeCall): Value {
  const update = kwargs.get('update');
  const pairs = isKind(update, 'dict') ? [...update.entries.values()] : [];
  const changed = pairs.flatMap(({ key, value }) => (typeof key === 'string' ? [[key, value] as const] : []));
  return { ...self, attributes: new Map([...self.attributes, ...changed]) };
}

/** `model.model_dump()`, which stands where the model was made. */
function dumpModel(self: Instance): Value {
  return { ...dict(self.attributes), site: self.site };
}

const FIELD =
  /^(pydantic|fastapi|sqlmodel)\b.*\.(Field|FieldInfo|Query|Body|Header|Path|Cookie|Form)$|^(dataclasses\.field|attrs?\.(field|ib))$/;

export function pydanticModels(machine: Machine): ExternalModels {
  const field: ExternalModel = { init: initField, methods: new Map([['is_required', isRequired]]) };
  const schema = (call: NativeCall) => jsonSchema(machine, call);
  const base: ExternalModel = {
    methods: new Map([
      ['model_copy', copyModel],
      ['model_dump', dumpModel],
      ['dict', dumpModel],
    ]),
    statics: new Map([
      ['model_json_schema', schema],
      ['schema', schema],
    ]),
  };
  const adapter: ExternalModel = {
    init: (self, { args: [type] }) => void self.attributes.set('type', type ?? UNKNOWN),
    methods: new Map([['json_schema', (self: Instance) => adapted(machine, self)]]),
  };
  return (path) => {
    if (FIELD.test(path)) return field;
    if (/^(pydantic|pydantic_settings|sqlmodel)\b.*\.(BaseModel|RootModel|SQLModel)$/.test(path)) return base;
    return /^pydantic\b.*\.TypeAdapter$/.test(path) ? adapter : undefined;
  };
}

function adapted(machine: Machine, self: Instance): Value {
  const type = self.attributes.get('type');
  const scope = isKind(type, 'class') ? type.scope : undefined;
  return type === undefined || scope === undefined
    ? UNKNOWN
    : fromJson(standaloneSchema(machine, type, { scope }));
}
