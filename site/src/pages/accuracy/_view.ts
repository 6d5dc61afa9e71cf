import { loadFigures, type Share } from '#data/accuracy/figures.ts';
import { Category } from '#data/schema/classification.ts';
import { count } from '../../text/english.ts';

/** "98.9 % (1,287 of 1,301)". */
function inWords({ right, of }: Share): string {
  if (of === 0) return 'none in the set';
  const share = ((100 * right) / of).toFixed(1);
  return `${share} % (${right.toLocaleString('en')} of ${of.toLocaleString('en')})`;
}

const asShare = (value: number) => `${(100 * value).toFixed(1)} %`;

/** What the page of accuracy shows, all of it from data/accuracy/figures.json. */
export function viewAccuracy() {
  const figures = loadFigures();
  const { set, confidence, level } = figures;
  return {
    scope: `${count(set.tools, 'tool')} of ${count(set.servers, 'server')}`,
    missing: figures.missing,
    versions: figures.versions,
    setHash: set.hash,
    headline: [
      { what: 'Label right', value: inWords(figures.right) },
      { what: 'Macro-F1 over the five categories', value: figures.macroF1.toFixed(3) },
      { what: 'Money or loss recognised as one of the two', value: inWords(figures.criticalRecall) },
      {
        what: 'Two levels or more too low',
        value: inWords({ of: set.tools - figures.missing, right: figures.severe.length }),
      },
      { what: 'Harmless reading called critical', value: inWords(figures.readAsCritical) },
      { what: 'Level by evidence right', value: inWords(level.exact) },
      { what: 'The same, where it differs from the category’s own', value: inWords(level.moved) },
      { what: 'Level by evidence off by two or more', value: inWords(level.farOff) },
      { what: 'At least one quote', value: inWords(figures.quoted) },
      { what: 'Sure enough to need no review', value: inWords(confidence.sure) },
      { what: 'Right where sure', value: inWords(confidence.rightWhereSure) },
      { what: 'Calibration error of the stated confidence', value: confidence.calibrationError.toFixed(3) },
    ],
    categories: figures.categories.map(({ category, tools, precision, recall, f1 }) => ({
      category,
      tools,
      precision: asShare(precision),
      recall: asShare(recall),
      f1: f1.toFixed(3),
    })),
    columns: Category.options,
    confusion: Category.options.map((label) => ({
      label,
      cells: Category.options.map((got) => figures.confusion[label][got]),
    })),
    languages: figures.languages.map(({ language, right }) => ({
      name: new Intl.DisplayNames('en', { type: 'language' }).of(language),
      right: inWords(right),
    })),
    severe: figures.severe,
  };
}
