import { citing, type Rule } from '../rule.ts';

const NAME =
  /^(?:password|passwd|passphrase|api_?key|apikey|secret|secret_?key|client_?secret|private_?key|access_?token|auth_?token|bearer_?token|mnemonic|seed_?phrase|connection_?string)$/i;

export const takesSecret: Rule = {
  id: 'takes-secret',
  version: 1,
  category: null,
  facet: 'secret_param',
  says: 'takes a secret among its arguments',
  ask: ({ parameters }) => {
    if (parameters.length === 0) return { outcome: 'not-applicable' };
    return citing(
      parameters.filter(({ name, values }) => NAME.test(name) && values.length === 0).map(({ cite }) => cite),
    );
  },
};
