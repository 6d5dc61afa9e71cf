import { JAVA } from '../../syntax/java/dialect.ts';
import type { Idiom } from '../idiom.ts';
import type { ProgramReader } from '../program-reader.ts';
import { drive } from './drive.ts';
import { MANIFESTS, readManifest, TESTS } from './manifest.ts';
import { quarkusTool } from './quarkus-tool.ts';
import { quarkusToolManager } from './quarkus-tool-manager.ts';
import { springMcpTool } from './spring-mcp-tool.ts';
import { springTool } from './spring-tool.ts';
import { toolSpecification } from './tool-specification.ts';

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

export const reader: ProgramReader = {
  dialectFor: () => JAVA,
  speaks: SPEAKS,
  opensServer: /\bMcpServer\.(?:sync|async)\(|\bMcpServerFeatures\b/,
  idioms: JVM_IDIOMS,
  drive,
  manifests: MANIFESTS,
  readManifest,
  leave: TESTS,
};
