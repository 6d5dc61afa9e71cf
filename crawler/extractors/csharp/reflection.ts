import { assemblyAt, typeObject } from '../../syntax/csharp/builtins/reflection.ts';
import type { Machine } from '../../syntax/program/machine.ts';
import { list, type NativeCall, unknown, type Value } from '../../syntax/program/value.ts';
import type { Known, World } from '../idiom.ts';
import { assemblyTypes, pathOfAssembly } from './assembly.ts';
import { hostOf } from './host.ts';

/** Which assembly `Assembly.Get…Assembly()` answers: the one that starts, or the one that the call stands in. */
function currentAssembly(world: World, { at }: NativeCall, name: string): Value {
  const { entry } = hostOf(world);
  return assemblyAt(name === 'GetEntryAssembly' && entry !== '' ? entry : at.path);
}

function typesOf(machine: Machine, world: World, { self }: NativeCall): Value {
  const path = pathOfAssembly(self ?? undefined);
  return path === undefined
    ? unknown('types')
    : list(assemblyTypes(machine, hostOf(world).tree, path).map(typeObject));
}

/** What `System.Reflection.Assembly` answers. */
export const reflectionModels = (world: World): Known => ({
  call(path) {
    const name = /(?:^|\.)Assembly\.(Get(?:Executing|Entry|Calling)Assembly)$/.exec(path)?.[1];
    return name === undefined ? undefined : (call) => currentAssembly(world, call, name);
  },
  method(type, name) {
    if (!/(^|\.)Assembly$/.test(type)) return undefined;
    return /^Get(Exported)?Types$/.test(name) ? (call, machine) => typesOf(machine, world, call) : undefined;
  },
});
