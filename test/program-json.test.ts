import { expect, test } from 'vitest';
import { fromJson, parseJson, readText, schemaFrom, toJson } from '#crawler/syntax/program/json.ts';
import { dict, external, type Instance, list, unknown } from '#crawler/syntax/program/value.ts';

const AT = { path: 'ledger.go', startLine: 3, endLine: 3 };

const instance = (fields: Instance['fields']): Instance => ({
  kind: 'instance',
  of: external('ledger.Entry'),
  typeArgs: [],
  fields,
  at: AT,
});

test('what is read from a text is written as it was', () => {
  const text = '{"type":"object","properties":{"__proto__":{"type":["string",null]},"page":{"default":0}}}';
  const { value, complete } = toJson(readText(text));
  expect(JSON.stringify(value)).toBe(text);
  expect(complete).toBe(true);
});

test('objects of a text are made where the text is read', () => {
  expect(readText('[{}]', AT)).toEqual(list([dict([], AT)]));
});

test('a text that is no JSON, and no text, are unknown', () => {
  expect(parseJson('{archive:')).toBe(undefined);
  expect(readText('{archive:')).toEqual(unknown(''));
  expect(readText(undefined)).toEqual(unknown(''));
});

test('nesting that no person writes ends in something unknown', () => {
  const deep = '['.repeat(50_000) + ']'.repeat(50_000);
  expect(toJson(readText(deep)).complete).toBe(false);
  expect(toJson(fromJson(JSON.parse('[[["leaf"]]]')))).toEqual({ value: [[['leaf']]], complete: true });
});

test('instances that hold each other are written as far as they say something', () => {
  const entry = instance(new Map());
  entry.fields.set('next', entry);
  expect(toJson(entry).complete).toBe(false);
});

test('an instance is its fields without what models keep, or what its library makes of it at any depth', () => {
  const held = dict([
    [
      'entry',
      instance(
        new Map([
          ['$name', 'hidden'],
          ['Kind', 'archive'],
        ]),
      ),
    ],
  ]);
  expect(toJson(held).value).toEqual({ entry: { Kind: 'archive' } });
  const { value } = toJson(held, ({ fields }) => dict([['kind', fields.get('Kind') ?? null]]));
  expect(value).toEqual({ entry: { kind: 'archive' } });
});

test('a schema with a part only a run would tell is incomplete; what is no schema is unread', () => {
  const partly = schemaFrom(
    dict([
      ['type', 'object'],
      ['description', unknown('LEDGER_TEXT')],
    ]),
  );
  expect([partly.json, partly.complete]).toEqual([{ type: 'object' }, false]);
  expect(schemaFrom('ledger')).toEqual(schemaFrom(unknown('')));
});
