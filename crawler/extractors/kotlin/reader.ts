import { KOTLIN } from '../../syntax/kotlin/dialect.ts';
import { MANIFESTS, readManifest, TESTS } from '../java/manifest.ts';
import { JVM_IDIOMS, SPEAKS } from '../java/reader.ts';
import type { ProgramReader } from '../program-reader.ts';
import { addTool } from './add-tool.ts';
import { drive } from './drive.ts';

/** Build scripts are Kotlin and no part of a server. */
const LEAVE = new RegExp(`${TESTS.source}|\\.gradle\\.kts$`);

export const reader: ProgramReader = {
  dialectFor: () => KOTLIN,
  speaks: SPEAKS,
  opensServer: /\bServer\(\s*(?:serverInfo\s*=\s*)?Implementation\(|\bMcpServer\.(?:sync|async)\(/,
  // Kotlin's own SDK first: its names are shorter than Java's.
  idioms: [addTool, ...JVM_IDIOMS],
  drive,
  manifests: MANIFESTS,
  readManifest,
  leave: LEAVE,
};
