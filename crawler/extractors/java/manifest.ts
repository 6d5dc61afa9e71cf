import type { Manifest } from '../projects.ts';

const said = (text: string, pattern: RegExp): string | undefined =>
  pattern.exec(text)?.[1]?.trim() || undefined;

/** What a pom says of its own project, parent and dependencies left aside. */
function readPom(text: string): Manifest {
  const own = text.replace(/<(parent|dependencies|dependencyManagement|build)>[\s\S]*?<\/\1>/g, '');
  return {
    name: said(own, /<artifactId>([^<]*)<\/artifactId>/),
    description: said(own, /<description>([^<]*)<\/description>/),
  };
}

/** The name that settings give a project, and the description its build file gives it. */
function readGradle(text: string): Manifest {
  return {
    name: said(text, /rootProject\.name\s*=\s*["']([^"'$]*)["']/),
    description: said(text, /^description\s*=\s*["']([^"'$]*)["']/m),
  };
}

export const MANIFESTS = /(^|\/)(pom\.xml|(build|settings)\.gradle(\.kts)?)$/;

export const readManifest = (text: string, path: string): Manifest =>
  path.endsWith('pom.xml') ? readPom(text) : readGradle(text);

/** Tests that stand beside the code: `src/test`, `src/integrationTest`, `jvmTest`. */
export const TESTS = /(^|\/)src\/(\w*[tT]est\w*|it)\/|(^|\/)buildSrc\//;
