import type { Manifest } from '../projects.ts';

const said = (text: string, pattern: RegExp): string | undefined => pattern.exec(text)?.[1]?.trim();

const manifest = (name: string | undefined, description: string | undefined): Manifest => ({
  ...(name !== undefined && name !== '' && { name }),
  ...(description !== undefined && { description }),
});

/** What a pom says of its own project, parent and dependencies left aside. */
function readPom(text: string): Manifest {
  const own = text.replace(/<(parent|dependencies|dependencyManagement|build)>[\s\S]*?<\/\1>/g, '');
  return manifest(
    said(own, /<artifactId>([^<]*)<\/artifactId>/),
    said(own, /<description>([^<]*)<\/description>/),
  );
}

/** The name that settings give a project, and the description its build file gives it. */
function readGradle(text: string): Manifest {
  return manifest(
    said(text, /rootProject\.name\s*=\s*["']([^"'$]*)["']/),
    said(text, /^description\s*=\s*["']([^"'$]*)["']/m),
  );
}

export const MANIFESTS = /(^|\/)(pom\.xml|(build|settings)\.gradle(\.kts)?)$/;

export const readManifest = (text: string, path: string): Manifest =>
  path.endsWith('pom.xml') ? readPom(text) : readGradle(text);

/** Tests that stand beside the code: `src/test`, `src/integrationTest`, `jvmTest`. */
export const TESTS = /(^|\/)src\/(\w*[tT]est\w*|it)\/|(^|\/)buildSrc\//;
