// https://gofastmcp.com/integrations/openapi : every operation of an OpenAPI document becomes a tool
import { fromJson, isJsonObject, toJson } from '../../syntax/python/json.ts';
import { external, type Machine } from '../../syntax/python/machine.ts';
import {
  asText,
  getItem,
  type Instance,
  isKind,
  type NativeCall,
  type Value,
} from '../../syntax/python/value.ts';
import { currentFlag } from './add-tool.ts';
import { type Operation, operationSchema, readOperations } from './openapi-document.ts';
import { addRegistration, openServer, type Registry } from './server.ts';

function instance(path: string, attributes: [string, Value][], site: NativeCall['site']): Instance {
  return { kind: 'instance', of: external(path), attributes: new Map(attributes), site };
}

/** What a program's own filters are shown of an operation. */
function routeOf(operation: Operation, site: NativeCall['site']): Instance {
  return instance(
    'fastmcp.HTTPRoute',
    [
      ['operation_id', operation.id ?? null],
      ['path', operation.path],
      ['method', operation.method],
      ['tags', fromJson(operation.tags)],
      ['summary', operation.summary ?? null],
      ['description', operation.description ?? null],
    ],
    site,
  );
}

const typeName = (value: Value | undefined) =>
  isKind(value, 'external') ? value.path.split('.').at(-1) : undefined;

function ruleMatches(rule: Instance, operation: Operation): boolean {
  const methods = rule.attributes.get('methods');
  const pattern = asText(rule.attributes.get('pattern'));
  const isMethod = !isKind(methods, 'list') || methods.items.includes(operation.method);
  return isMethod && (pattern === undefined || pattern === '.*' || matchesPath(pattern, operation.path));
}

/** Patterns are other people's: only those that are plain prefixes or suffixes once anchors and wild cards are off are applied. */
function matchesPath(pattern: string, path: string): boolean {
  const plain = pattern.replace(/^\^/, '').replace(/\$$/, '').replace(/^\.\*/, '').replace(/\.\*$/, '');
  if (/[*+?()[\]{}|\\]/.test(plain)) return false;
  if (pattern.startsWith('^')) return path.startsWith(plain);
  return pattern.endsWith('$') ? path.endsWith(plain) : path.includes(plain);
}

function isTool(machine: Machine, call: NativeCall, operation: Operation): boolean {
  const rules = call.kwargs.get('route_maps');
  const rule = (isKind(rules, 'list') ? rules.items : [])
    .filter((each) => isKind(each, 'instance'))
    .find((each) => ruleMatches(each, operation));
  const mapped = typeName(rule?.attributes.get('mcp_type')) ?? 'TOOL';
  const decide = call.kwargs.get('route_map_fn');
  if (decide === undefined) return mapped === 'TOOL';
  const args = [routeOf(operation, call.site), external(`fastmcp.MCPType.${mapped}`)];
  const decided = machine.call(decide, { args, kwargs: new Map(), open: false }, call.site);
  return (typeName(decided) ?? mapped) === 'TOOL';
}

/** fastmcp's rule: what precedes a double underscore in the operation's id, in letters that a name may have. */
function nameOf(operation: Operation, names: Value | undefined): string {
  const given =
    operation.id !== undefined && isKind(names, 'dict') ? asText(getItem(names, operation.id)) : undefined;
  if (given !== undefined) return given;
  const own = operation.id?.split('__')[0] ?? operation.summary ?? `${operation.method}_${operation.path}`;
  return own
    .replace(/\s+/g, '_')
    .replace(/[^\w.-]/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 56);
}

function toolOf(machine: Machine, call: NativeCall, operation: Operation): Instance {
  const described =
    operation.description ?? operation.summary ?? `Executes ${operation.method} ${operation.path}`;
  const tool = instance(
    'fastmcp.tools.Tool',
    [
      ['name', nameOf(operation, call.kwargs.get('mcp_names'))],
      ['description', described],
      ['parameters', fromJson(operationSchema(operation))],
    ],
    call.site,
  );
  const customise = call.kwargs.get('mcp_component_fn');
  if (customise !== undefined)
    machine.call(
      customise,
      { args: [routeOf(operation, call.site), tool], kwargs: new Map(), open: false },
      call.site,
    );
  return tool;
}

/** `FastMCP.from_openapi(spec, client, …)` */
export function fromOpenApi(machine: Machine, registry: Registry) {
  return (call: NativeCall): Value => {
    const given =
      call.kwargs.get('openapi_spec') ??
      call.args.find((each) => isKind(each, 'dict') || isKind(each, 'unknown'));
    const self = instance('fastmcp.FastMCP', [], call.site);
    const name = asText(call.kwargs.get('name'));
    const server = openServer(registry, self, {
      kind: 'functions',
      family: 'fastmcp',
      name,
      depth: machine.conditions.length,
    });
    const document = given === undefined ? undefined : toJson(given);
    if (!isJsonObject(document)) {
      registry.problems.push({
        site: call.site,
        idiom: 'from-openapi',
        reason: 'list-computed',
        message: 'the OpenAPI document is read at run time',
      });
      return self;
    }
    for (const operation of readOperations(document)) {
      if (!isTool(machine, call, operation)) continue;
      const tool = toolOf(machine, call, operation);
      addRegistration(server, {
        tool,
        site: call.site,
        idiom: 'from-openapi',
        flag: currentFlag(machine, server),
      });
    }
    return self;
  };
}
