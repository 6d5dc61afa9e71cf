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

const ADDS = /Add(Keyed)?(Singleton|Scoped|Transient|HttpClient|DbContext|HostedService)/;

/** Names of the types that a tree puts into its containers, as it says them. */
export function addedTypes(tree: FileTree): ReadonlySet<string> {
  const texts = tree
    .listFiles()
    .filter((path) => path.endsWith('.cs'))
    .flatMap((path) => tree.readFile(path) ?? []);
  return new Set(texts.filter((text) => ADDS.test(text)).flatMap(addedIn));
}

function addedIn(text: string): string[] {
  const said = ADDED.flatMap((pattern) => [...text.matchAll(pattern)].flatMap(([, ...groups]) => groups));
  return said
    .flatMap((types) => types?.split(',') ?? [])
    .map((name) => lastName(name.trim().replace(/<.*$/, '')));
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
