import { counted } from '../../../base/counted.ts';
import { escapeMarkup } from '../../../base/markup.ts';
import type { LabelledQuality } from '../labels.ts';
import type { MatchResult } from '../match-files.ts';
import { barChart, waterfall, weightChart } from './chart.ts';
import { curveChart, shown } from './curve.ts';
import { strangeText } from './strange.ts';
import { table } from './table.ts';

/** A report of a match as one HTML page that needs nothing else: no script, no fonts, no pictures from elsewhere. */
export function renderMatchReport(result: MatchResult): string {
  const { report } = result;
  const charts = report
    ? [
        section(
          'Match weights of the pairs compared',
          'In bits: 0 is even odds, every bit doubles them. Pairs right of the cut were linked.',
          barChart(report.weights, 'pairs', {
            ...{ isLogarithmic: true, heading: 'Match weight in bits' },
            cut: Math.log2(result.threshold / (1 - result.threshold)),
          }),
        ),
        section(
          'Cluster sizes',
          'Records a cluster.',
          barChart(report.clusterSizes, 'clusters', { isLogarithmic: true, heading: 'Records a cluster' }),
        ),
        section(
          'Unlinkable records',
          `${number(report.unlinkable)} of ${number(result.rows)} records hold so little that even a perfect copy would not reach the cut.`,
          barChart(report.selfWeights, 'records', {
            heading: 'Match weight of a perfect copy in bits',
            cut: Math.log2(result.threshold / (1 - result.threshold)),
          }),
        ),
        section(
          'Examples',
          'How the weight of single pairs comes about: sure ones, some that were barely linked, and some that were barely not.',
          report.examples.map(waterfall).join('\n'),
        ),
      ]
    : [];
  const thin = result.thinEvidence
    ? section(
        'Too few rows to learn from',
        `${counted(result.thinEvidence.records, 'row')}, with about ${counted(result.thinEvidence.expectedMatches, 'pair')} of one customer among them, are too few: the weights below are mostly those that training begins with, and mean little.`,
        '',
      )
    : '';
  const strange = result.strangeMatches
    ? section('Hardly what one customer is', strangeText(result.strangeMatches), '')
    : '';
  const labelled = result.thresholds ? labelSection(result.thresholds, result.threshold) : '';
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Match report</title><style>${STYLE}</style></head><body>
<h1>Match report</h1>
<p class="figures">${[counted(result.rows, 'row'), `${counted(result.pairsCompared, 'pair')} compared`, counted(result.clusters, 'cluster'), `${result.seconds.toFixed(1)} s`, `${Math.round(result.peakMemoryBytes / 2 ** 20)} MiB at most`].map((text) => `<b>${text}</b>`).join(' ')}</p>
${thin}${strange}${labelled}
${section(
  'Columns',
  `What each column was taken for. Correct it with a plan file.${result.rejected.map(({ warning }) => ` ${warning.message} ${warning.mend}`).join('')}`,
  table(
    ['Source', 'Column', 'Taken as', 'From'],
    result.columns.map(({ source, column, role, from }) => [source, column, role, from]),
  ),
)}
${section('Weights learned', `${number(result.model.expectedMatches)} pairs of one customer are expected; ${result.model.lookalikes.map(({ title, expectedPairs }) => `${number(expectedPairs)} of ${title}`).join('; ') || 'no lookalikes'}. Agreement on a rare value weighs more than the figure here, on a common one less.`, result.model.comparisons.map(weightChart).join('\n'))}
${charts.join('\n')}
${section(
  'Blocking',
  `Pairs are compared only when they share a key. Blocks that are too large are skipped${result.skippedBlocks.length > 0 ? `, such as ${result.skippedBlocks.map(({ key, rows }) => `${key} (${number(rows)} rows)`).join('; ')}` : ''}.`,
  table(
    ['Key', 'Used', 'Pairs', 'Largest block', 'Blocks skipped', 'Largest skipped'],
    result.blocking.map((rule) => [
      rule.rule,
      rule.isUsed ? 'yes' : 'no',
      number(rule.pairs),
      number(rule.largestBlock),
      number(rule.skippedBlocks),
      number(rule.largestSkipped),
    ]),
  ),
)}
${section(
  'Time',
  '',
  table(
    ['Stage', 'Seconds', 'Rows'],
    result.stages.map(({ name, seconds, rows }) => [name, seconds.toFixed(2), rows === undefined ? '' : number(rows)]),
  ),
)}
</body></html>
`;
}

function labelSection(curve: LabelledQuality, threshold: number): string {
  const { labels, points, suggested, calibration } = curve;
  const best = points.find((point) => point.threshold === suggested);
  const advice = best
    ? `The best F1, ${best.f1.toFixed(4)} (precision ${best.precision.toFixed(4)}, recall ${best.recall.toFixed(4)}), is at the threshold ${shown(best.threshold)}.`
    : 'None of them is of one customer, so no threshold is suggested.';
  return section(
    'Labelled pairs',
    `How good the links of pairs would be with other thresholds, on ${counted(labels, 'pair')} of which you know the answer. ${advice}`,
    curveChart(curve, threshold) +
      table(
        ['Pairs of about this probability', 'Are one customer', 'Pairs'],
        (calibration?.bins ?? []).map(({ predicted, observed, pairs }) => [
          percent(predicted),
          percent(observed),
          number(pairs),
        ]),
      ),
  );
}

const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
const number = (value: number) => value.toLocaleString('en');

function section(title: string, remark: string, content: string): string {
  return `<section><h2>${escapeMarkup(title)}</h2>${remark ? `<p>${escapeMarkup(remark)}</p>` : ''}${content}</section>`;
}

const STYLE = `
body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1b1b1f;background:#fff}
h1{font-size:1.6rem}h2{font-size:1.15rem;margin:2.2rem 0 .3rem}h3{font-size:1rem;margin:1rem 0 .2rem}p{margin:.2rem 0 .8rem;color:#555}
.figures b{display:inline-block;margin-right:1.2rem;color:#1b1b1f}
table{border-collapse:collapse;width:100%;font-size:.9rem}th,td{text-align:left;padding:.25rem .6rem .25rem 0;border-bottom:1px solid #e4e4e8}
svg{max-width:100%;height:auto;display:block}svg text{font:12px system-ui,sans-serif;fill:#1b1b1f}.for{fill:#2a7a4b}.against{fill:#b3403a}.bar{fill:#3b6fb6}.line{fill:none;stroke-width:2}.line.precision{stroke:#3b6fb6}.line.recall{stroke:#2a7a4b}.line.f1{stroke:#8a5aa8}svg text.precision{fill:#3b6fb6}svg text.recall{fill:#2a7a4b}svg text.f1{fill:#8a5aa8}.grid{stroke:#8886;stroke-width:.5}summary{cursor:pointer;font-size:.9rem}.cut{stroke:#b3403a;stroke-dasharray:4 3}
@media(prefers-color-scheme:dark){body{background:#1b1b1f;color:#eee}p{color:#aaa}.figures b{color:#eee}svg text{fill:#eee}th,td{border-color:#3a3a40}}
`;
