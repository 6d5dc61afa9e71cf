import { KOTLIN } from '../../syntax/kotlin/dialect.ts';
import type { Extractor } from '../extractor.ts';
import { findAll, type Idiom, joinModels } from '../idiom.ts';
import { JVM_IDIOMS, SPEAKS } from '../java/index.ts';
import { MANIFESTS, readManifest, TESTS } from '../java/manifest.ts';
import { readProgram } from '../read-program.ts';
import { addTool } from './add-tool.ts';
import { drive } from './drive.ts';

const VERSION = 1;

/** Kotlin's own SDK first: its names are shorter than Java's. */
const IDIOMS: readonly Idiom[] = [addTool, ...JVM_IDIOMS];

/** Build scripts are Kotlin and no part of a server. */
const LEAVE = new RegExp(`${TESTS.source}|\\.gradle\\.kts$`);

/** Reads servers written in Kotlin. See README.md. */
export const kotlin: Extractor = {
  id: 'kotlin',
  version: VERSION,
  languages: ['kotlin'],
  files: /(\.kts?|pom\.xml|\.gradle)$/,
  read: (tree) =>
    readProgram(tree, {
      id: 'kotlin',
      version: VERSION,
      dialectFor: () => KOTLIN,
      speaks: SPEAKS,
      models: (recorded) => joinModels(IDIOMS, { recorded, tree }),
      drive(machine, recorded) {
        drive(machine, { recorded, tree });
        findAll(IDIOMS, machine, { recorded, tree });
      },
      manifests: MANIFESTS,
      readManifest,
      leave: LEAVE,
    }),
};
