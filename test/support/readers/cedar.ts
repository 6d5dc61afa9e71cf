import {
  type CedarValueJson,
  preparsePolicySet,
  statefulIsAuthorized,
  type TypeAndId,
} from '@cedar-policy/cedar-wasm/nodejs';

interface CedarRequest {
  principal: TypeAndId;
  action: TypeAndId;
  resource: TypeAndId;
  context: Record<string, CedarValueJson>;
}

type Decide = (request: CedarRequest) => { isAllowed: boolean; failed: boolean };

let current: Decide | undefined;

/** What Cedar's own engine decides; a policy that cannot be evaluated is an error by its side. Throws where a policy is not Cedar. */
export function compileCedar(policies: readonly string[]): Decide {
  const staticPolicies = Object.fromEntries(policies.map((policy, index) => [`policy${index}`, policy]));
  const prepare = () => {
    const answer = preparsePolicySet('policies', { staticPolicies });
    if (answer.type === 'failure') throw new Error(answer.errors.map(({ message }) => message).join('; '));
    current = decide;
  };
  const decide: Decide = (request) => {
    // The engine keeps what it has read by name: a set that another reader put there is read again.
    if (current !== decide) prepare();
    const answer = statefulIsAuthorized({
      ...request,
      preparsedPolicySetId: 'policies',
      entities: [],
      validateRequest: false,
    });
    if (answer.type === 'failure') throw new Error(answer.errors.map(({ message }) => message).join('; '));
    const { decision, diagnostics } = answer.response;
    return { isAllowed: decision === 'allow', failed: diagnostics.errors.length > 0 };
  };
  prepare();
  return decide;
}
