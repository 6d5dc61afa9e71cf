import { type CedarValueJson, isAuthorized, type TypeAndId } from '@cedar-policy/cedar-wasm/nodejs';

interface CedarRequest {
  principal: TypeAndId;
  action: TypeAndId;
  resource: TypeAndId;
  context: Record<string, CedarValueJson>;
}

/** What Cedar's own engine decides; a policy that cannot be evaluated is an error by its side. Throws where a policy is not Cedar. */
export function askCedar(
  policies: readonly string[],
  request: CedarRequest,
): { isAllowed: boolean; failed: boolean } {
  const staticPolicies = Object.fromEntries(policies.map((policy, index) => [`policy${index}`, policy]));
  const answer = isAuthorized({ ...request, policies: { staticPolicies }, entities: [] });
  if (answer.type === 'failure') throw new Error(answer.errors.map(({ message }) => message).join('; '));
  const { decision, diagnostics } = answer.response;
  return { isAllowed: decision === 'allow', failed: diagnostics.errors.length > 0 };
}
