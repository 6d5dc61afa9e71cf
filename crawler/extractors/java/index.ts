import { JAVA } from '../../syntax/java/dialect.ts';
import type { Extractor } from '../extractor.ts';
import { findAll, type Idiom, joinModels } from '../idiom.ts';
import { readProgram } from '../read-program.ts';
import { drive } from './drive.ts';
import { MANIFESTS, readManifest, TESTS } from './manifest.ts';
import { quarkusTool } from './quarkus-tool.ts';
import { quarkusToolManager } from './quarkus-tool-manager.ts';
import { springMcpTool } from './spring-mcp-tool.ts';
import { springTool } from './spring-tool.ts';
import { toolSpecification } from './tool-specification.ts';

const VERSION = 1;

/** The ways to write tools that Kotlin programs share. */
export const JVM_IDIOMS: readonly Idiom[] = [
  toolSpecification,
  springTool,
  springMcpTool,
  quarkusTool,
  quarkusToolManager,
];

/** A file that cannot be without a server or a tool in it. */
export const SPEAKS =
  /io\.modelcontextprotocol|springframework\.ai\.(mcp|tool)|springaicommunity\.mcp|quarkiverse\.mcp|micronaut\.mcp|\bMcpTool\b/;

/** Reads servers written in Java. See README.md. */
export const java: Extractor = {
  id: 'java',
  version: VERSION,
  languages: ['java'],
  files: /(\.java|pom\.xml|\.gradle(\.kts)?)$/,
  read: (tree) =>
    readProgram(tree, {
      id: 'java',
      version: VERSION,
      dialectFor: () => JAVA,
      speaks: SPEAKS,
      models: (recorded) => joinModels(JVM_IDIOMS, { recorded, tree }),
      drive(machine, recorded) {
        drive(machine, { recorded, tree });
        findAll(JVM_IDIOMS, machine, { recorded, tree });
      },
      manifests: MANIFESTS,
      readManifest,
      leave: TESTS,
    }),
};
