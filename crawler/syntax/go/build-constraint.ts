// https://pkg.go.dev/cmd/go#hdr-Build_constraints : files that an ordinary build leaves out.

/** Tags that some build sets by itself: which of them is not known here. */
const OWN =
  /^(aix|android|darwin|dragonfly|freebsd|illumos|ios|js|linux|netbsd|openbsd|plan9|solaris|wasip1|windows|unix|386|amd64|arm|arm64|loong64|mips\w*|ppc64\w*|riscv64|s390x|wasm|cgo|gc|gccgo|go1(\.\d+)?)$/;

/** True, false, or undefined where it hangs on the machine. */
type Truth = boolean | undefined;

const both = (a: Truth, b: Truth): Truth =>
  a === false || b === false ? false : a === undefined || b === undefined ? undefined : true;

const invert = (truth: Truth): Truth => (truth === undefined ? undefined : !truth);

const MAX_TERMS = 60;

/** Reads `||`, `&&`, `!`, parentheses and tags, loosest first. */
function readTerms(terms: string[]): Truth {
  const either = (): Truth => {
    let truth = every();
    while (terms[0] === '||') {
      terms.shift();
      truth = invert(both(invert(truth), invert(every())));
    }
    return truth;
  };
  const every = (): Truth => {
    let truth = single();
    while (terms[0] === '&&') {
      terms.shift();
      truth = both(truth, single());
    }
    return truth;
  };
  const single = (): Truth => {
    const term = terms.shift();
    if (term === '!') return invert(single());
    if (term !== '(') return term === undefined || OWN.test(term) ? undefined : false;
    const truth = either();
    terms.shift();
    return truth;
  };
  return either();
}

/** Whether a build without tags of its own takes a file: `//go:build wireinject` and `//go:build ignore` keep it out. */
export function isBuilt(text: string): boolean {
  const constraint = /^\/\/go:build[ \t]+([^\n]{1,300})/m.exec(
    text.slice(0, text.search(/^package\b/m)),
  )?.[1];
  const terms = constraint?.match(/\|\||&&|[!()]|[\w.]+/g);
  if (!terms || terms.length > MAX_TERMS) return true;
  return readTerms([...terms]) !== false;
}
