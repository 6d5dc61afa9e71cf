import {
  type External,
  type Instance,
  instanceOf,
  isKind,
  joinText,
  type Value,
} from '../../program/value.ts';
import { type Method, methods } from './member.ts';

const held = (self: Instance): Value => self.fields.get('$text') ?? '';

const appending =
  (ending: string): Method =>
  (self, { args }) => {
    if (isKind(self, 'instance'))
      self.fields.set('$text', joinText([held(self), ...args.slice(0, 1), ending]));
    return self;
  };

/** `System.Text.StringBuilder` */
export const STRING_BUILDER = methods({
  Append: appending(''),
  AppendLine: appending('\n'),
  AppendFormat: appending(''),
  AppendJoin: appending(''),
  ToString: (self) => (isKind(self, 'instance') ? held(self) : ''),
});

/** `new StringBuilder("text")` */
export const newStringBuilder =
  (of: External): Method =>
  (_, { args: [first], at }) =>
    instanceOf(of, at, [['$text', typeof first === 'number' ? '' : (first ?? '')]]);
