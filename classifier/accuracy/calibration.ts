const BINS = 10;

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** How far stated confidence is from the share that is right, over ten bins, weighted by their size (expected calibration error). */
export function calibrationError(
  answers: ReadonlyArray<readonly [confidence: number, isRight: boolean]>,
): number {
  const bins = Map.groupBy(answers, ([confidence]) => Math.min(BINS - 1, Math.floor(confidence * BINS)));
  const error = [...bins.values()].reduce((sum, bin) => {
    const stated = mean(bin.map(([confidence]) => confidence));
    const right = bin.filter(([, isRight]) => isRight).length / bin.length;
    return sum + (Math.abs(stated - right) * bin.length) / answers.length;
  }, 0);
  return Math.round(error * 1e4) / 1e4;
}
