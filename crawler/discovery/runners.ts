/** A program that runs packages: how its words name the package. */
export interface Runner {
  /** Whose packages it runs. */
  registry: 'npm' | 'pypi';
  /** Words that have to come first for it to run one; none where it does nothing else. */
  subcommands: readonly string[];
  /** Flags whose next word is the package. */
  packageFlags: ReadonlySet<string>;
  /** Other flags that take the next word. */
  valueFlags: ReadonlySet<string>;
}

const npm = (...subcommands: string[]): Runner => ({
  registry: 'npm',
  subcommands,
  packageFlags: new Set(['-p', '--package']),
  valueFlags: new Set(),
});

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));

/** https://docs.astral.sh/uv/reference/cli/#uv-tool-run */
const uv = (...subcommands: string[]): Runner => ({
  registry: 'pypi',
  subcommands,
  packageFlags: new Set(['--from']),
  valueFlags: words(
    `-w --with --with-editable --with-requirements -c --constraints -b --build-constraints --overrides -p --python
    --python-platform --env-file -i --index --index-url --default-index --extra-index-url -f --find-links --index-strategy
    --keyring-provider --resolution --prerelease --fork-strategy --exclude-newer --link-mode --config-file -C --config-setting
    --directory --project --cache-dir --refresh-package -P --upgrade-package --reinstall-package --no-build-package
    --no-binary-package --color --torch-backend --allow-insecure-host`,
  ),
});

/** https://pipx.pypa.io/stable/docs/#pipx-run */
const PIPX: Runner = {
  registry: 'pypi',
  subcommands: ['run'],
  packageFlags: new Set(['--spec']),
  valueFlags: words('--python --pip-args --index-url -i --with'),
};

/** Every program that is known to run packages, by name. */
export const RUNNERS: ReadonlyMap<string, readonly Runner[]> = new Map([
  ['npx', [npm()]],
  ['bunx', [npm()]],
  ['pnpx', [npm()]],
  ['npm', [npm('exec'), npm('x')]],
  ['pnpm', [npm('dlx'), npm('exec')]],
  ['yarn', [npm('dlx')]],
  ['bun', [npm('x')]],
  ['uvx', [uv()]],
  ['uv', [uv('tool', 'run')]],
  ['pipx', [PIPX]],
]);
