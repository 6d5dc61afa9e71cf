// A reader of settings that many programs make their defaults with, answering from the variables that the guest is given.

type Convert = (text: string) => unknown;

const isTrue = (text: string) => /^(?:true|1)$/i.test(text);
const listOf = (text: string, delimiter = ',') => text.split(delimiter).filter((part) => part !== '');

const CONVERTERS: Record<string, (...settings: unknown[]) => Convert> = {
  asString: () => String,
  asEmailString: () => String,
  asUrlString: () => String,
  asEnum: () => String,
  asBool: () => isTrue,
  asBoolStrict: () => isTrue,
  asInt: () => Number.parseInt,
  asIntNegative: () => Number.parseInt,
  asIntPositive: () => Number.parseInt,
  asPortNumber: () => Number.parseInt,
  asFloat: () => Number.parseFloat,
  asFloatNegative: () => Number.parseFloat,
  asFloatPositive: () => Number.parseFloat,
  asArray: (delimiter) => (text) => listOf(text, delimiter === undefined ? ',' : String(delimiter)),
  asSet: (delimiter) => (text) => new Set(listOf(text, delimiter === undefined ? ',' : String(delimiter))),
  asJson: () => JSON.parse,
  asJsonArray: () => JSON.parse,
  asJsonObject: () => JSON.parse,
  asUrlObject: () => (text) => new URL(text),
  asRegExp: (flags) => (text) => new RegExp(text, flags === undefined ? '' : String(flags)),
};

/** One variable: what stands in it, or the default that the program gives before it asks for the value. */
function variable(value: string | undefined): object {
  const as = Object.entries(CONVERTERS).map(([name, converter]) => [
    name,
    (...settings: unknown[]) => (value === undefined ? undefined : converter(...settings)(value)),
  ]);
  return {
    ...Object.fromEntries(as),
    default: (otherwise: unknown) => variable(value ?? textOf(otherwise)),
    required: () => variable(value),
    example: () => variable(value),
    convertFromBase64: () => variable(value === undefined ? undefined : atob(value)),
  };
}

const textOf = (value: unknown) => (typeof value === 'object' ? JSON.stringify(value) : String(value));

/** https://github.com/evanshortiss/env-var */
export function readingFrom(variables: object): object {
  const get = (name: unknown) => {
    const value: unknown = Reflect.get(variables, String(name));
    return variable(value === undefined ? undefined : String(value));
  };
  return { get, from: readingFrom, logger: () => undefined };
}
