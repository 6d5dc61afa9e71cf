// The package brings no types: https://github.com/npm/cli/tree/latest/workspaces/config
declare module '@npmcli/config' {
  interface ConfigOptions {
    definitions: unknown;
    shorthands: unknown;
    flatten: unknown;
    nerfDarts: unknown;
    npmPath: string;
    env: Record<string, string>;
    argv: string[];
    execPath: string;
    warn: boolean;
  }
  export default class Config {
    constructor(options: ConfigOptions);
    load(): Promise<void>;
    /** Every setting in the form that npm's own libraries take as options. */
    readonly flat: Record<string, unknown>;
  }
}

declare module '@npmcli/config/lib/definitions/index.js' {
  const metadata: Record<'definitions' | 'shorthands' | 'flatten' | 'nerfDarts', unknown>;
  export default metadata;
}
