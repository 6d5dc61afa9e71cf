// https://gofastmcp.com/servers/composition
import { asText, type Instance, type NativeCall, type Value } from '../../syntax/python/value.ts';
import { type Registry, serverOf } from './server.ts';

/** `main.mount(sub)`, `main.mount(sub, prefix="x")`, `namespace="x"`, `main.mount("x", sub)`, `main.import_server(sub)` */
export function mount(registry: Registry) {
  return (self: Instance, call: NativeCall): Value => {
    const values = [...call.args, ...call.kwargs.values()];
    const child = values.map((value) => serverOf(registry, value)).find((found) => found !== undefined);
    const parent = serverOf(registry, self);
    if (parent === undefined || child === undefined || child === parent) return null;
    const stated =
      call.kwargs.get('namespace') ??
      call.kwargs.get('prefix') ??
      call.args.find((value) => asText(value) !== undefined);
    const prefix = asText(stated);
    parent.mounts.push({
      server: child,
      prefix: prefix === undefined || prefix === '' ? '' : `${prefix.replace(/\/$/, '')}_`,
    });
    return null;
  };
}
