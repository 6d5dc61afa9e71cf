import { citing, type Rule } from '../rule.ts';

const NAME =
  /^(?:paths?|file_?path|filepath|file_?name|filename|dir|directory|directory_?path|dir_?path|folder_?path|output_?path|input_?path|output_?directory|source_?path|destination_?path|project_?path|repo_?path|root)$/i;

export const touchesAnyPath: Rule = {
  id: 'touches-any-path',
  version: 1,
  category: null,
  facet: 'arbitrary_path',
  says: 'takes a path of the caller’s choice',
  ask: ({ parameters }) => {
    if (parameters.length === 0) return { outcome: 'not-applicable' };
    return citing(
      parameters.filter(({ name, values }) => NAME.test(name) && values.length === 0).map(({ cite }) => cite),
    );
  },
};
