import type { FileTree } from '../../snapshot.ts';
import type { Parameter } from '../../syntax/program/ir.ts';
import { lastName } from '../../syntax/program/value.ts';

/** Filled by the SDK or by the host, never by a client. */
const ALWAYS =
  /^(CancellationToken|I?McpServer|RequestContext|IProgress|ClaimsPrincipal|IServiceProvider|IServiceScopeFactory|AIFunctionArguments|ILogger|ILoggerFactory|IHttpClientFactory|HttpClient|HttpContext|IHttpContextAccessor|IConfiguration|IConfigurationRoot|IOptions|IOptionsMonitor|IOptionsSnapshot|IMemoryCache|IDistributedCache|IHostEnvironment|IWebHostEnvironment|IHostApplicationLifetime|TimeProvider)$/;

/** Interfaces that a client's values can be. */
const READABLE_INTERFACE =
  /^I(Enumerable|List|Collection|ReadOnlyList|ReadOnlyCollection|Dictionary|ReadOnlyDictionary|Set|ReadOnlySet|AsyncEnumerable)$/;

/** Outside classes that do something, by what they are called. */
const DOES_SOMETHING =
  /(Client|Service|Context|Factory|Provider|Repository|Manager|Connection|DataSource|Kernel)$/;

const ADDED = [
  /\b(?:Try)?Add(?:Keyed)?(?:Singleton|Scoped|Transient|HttpClient|DbContext\w*|HostedService|GrpcClient|Options|RefitClient)\s*<([^()<>;]{1,300}(?:<[^<>()]{0,100}>)?[^()<>;]{0,100})>/g,
  /\b(?:Try)?Add(?:Keyed)?(?:Singleton|Scoped|Transient)\s*\(\s*(?:typeof\s*\(\s*([\w.]+)|(?:\w+\s*=>\s*)?new\s+([\w.]+))/g,
];

/** Names of the types that a tree puts into its containers, as it says them. */
export function addedTypes(tree: FileTree): ReadonlySet<string> {
  const names = new Set<string>();
  for (const path of tree.listFiles().filter((each) => each.endsWith('.cs'))) {
    const text = tree.readFile(path) ?? '';
    if (!/Add(Keyed)?(Singleton|Scoped|Transient|HttpClient|DbContext|HostedService)/.test(text)) continue;
    for (const pattern of ADDED)
      for (const [, types, ...others] of text.matchAll(pattern))
        for (const name of [types, ...others].flatMap((each) => each?.split(',') ?? []))
          names.add(lastName(name.trim().replace(/<.*$/, '')));
  }
  return names;
}

/** Whether the container or the SDK fills a parameter, so that clients never see it. */
export function isInjected(
  parameter: Parameter,
  isAdded: (name: string) => boolean,
  isDeclared: boolean,
): boolean {
  const marked = parameter.attributes.some((each) => /^From(Keyed)?Services$/.test(each.name));
  if (marked || parameter.type === null) return marked;
  const name = lastName(parameter.type.name);
  if (ALWAYS.test(name) || isAdded(name)) return true;
  const isInterface = /^I[A-Z]/.test(name) && !READABLE_INTERFACE.test(name);
  return isInterface || (!isDeclared && DOES_SOMETHING.test(name));
}
