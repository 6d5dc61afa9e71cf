import { findFormat } from '#classifier/policies/index.ts';
import { renderPolicy } from '#classifier/policies/render.ts';
import { variantsFor } from '#classifier/policies/variants.ts';
import { Policy } from '#data/schema/policy.ts';
import { renderSentence } from '../text/sentence.ts';
import { escapeUnseen } from '../text/unseen.ts';

interface Wish {
  /** Address of the server's policy as data. */
  policies: string;
  tool: string | undefined;
  format: string;
  variant: string;
  serverName: string;
}

const fetched = new Map<string, Promise<Policy>>();

async function fetchPolicy(address: string): Promise<Policy> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address} could not be read: ${response.status}.`);
  return Policy.parse(await response.json());
}

function readPolicy(address: string): Promise<Policy> {
  const known = fetched.get(address) ?? fetchPolicy(address);
  fetched.set(address, known);
  return known;
}

/** A document in any format, its sentences as HTML. Throws where the policy cannot be had or the format is unknown. */
export async function writePolicy({ policies, tool, format: id, variant, serverName }: Wish) {
  const whole = await readPolicy(policies);
  const format = findFormat(id);
  const policy =
    tool === undefined ? whole : variantsFor(whole, tool).find((one) => one.id === variant)?.policy;
  if (!format || !policy) throw new Error(`There is no document ${variant} in ${id}.`);
  const { text, losses, steps, file, newTool } = renderPolicy(format, policy, serverName);
  return {
    text: escapeUnseen(text),
    file,
    fileName: format.fileName,
    newTool: renderSentence(newTool),
    losses: losses.map(({ sentence }) => renderSentence(sentence)),
    steps: steps.map(renderSentence),
  };
}
