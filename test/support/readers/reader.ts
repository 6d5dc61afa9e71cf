/** A call as a product sees it. */
export interface Call {
  /** The name of the server in the reader's configuration. */
  server: string;
  tool: string;
  args: Record<string, unknown>;
}

/** What a product does: `unset` where the text says nothing of the tool and the reader's own settings decide. */
export type Answer = 'allow' | 'ask' | 'deny' | 'hide' | 'unset';

/** Reads a text the way its product does, as far as its documentation or source tells. Throws where the product would refuse the text. */
export type Reader = (text: string) => (call: Call) => Answer;
