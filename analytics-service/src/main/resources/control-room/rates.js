// The last quarter of an hour, second by second.
import {axis, chart, stroke, timesOfDay} from './charts.js';
import {byId, measure} from './dom.js';
import {clock, compact, count, rate} from './format.js';

const MOST_POINTS = 900;
const points = [];
let speeds;
let oddities;

const scales = {x: {time: true}, y: {range: (u, min, max) => [0, Math.max(1, (max ?? 0) * 1.08)]}};
const axes = () => [axis({space: 70, values: timesOfDay}), axis({size: 52, values: (u, ticks) => ticks.map(compact)})];
const line = (label, name, extra = {}) =>
  ({label, stroke: stroke(name), width: 1.6, points: {show: false}, value: (u, v) => (v == null ? '–' : `${rate(v)}/s`), ...extra});
const time = {label: 'at', value: (u, v) => (v == null ? '–' : clock(new Date(v * 1000).toISOString()))};

export function start() {
  speeds = chart(byId('chart-rates'), 230, {
    scales, axes: axes(), series: [time, line('in', 'accent', {width: 2.4}), line('out', 'second', {dash: [5, 3]})],
  }, columns('in', 'out'));
  oddities = chart(byId('chart-oddities'), 140, {
    scales, axes: axes(), series: [time, line('flagged', 'third'), line('rejected', 'bad')],
  }, columns('flagged', 'rejected'));
}

function columns(...names) {
  return [points.map((p) => p.time / 1000), ...names.map((name) => points.map((p) => p[name]))];
}

export function show(update) {
  for (const {value} of update.points) {
    // After a restart of the service the numbers begin anew; time goes on.
    if (points.length === 0 || value.time > points.at(-1).time) {
      points.push(value);
    }
  }
  points.splice(0, Math.max(0, points.length - MOST_POINTS));
  const {point} = update.snapshot;
  measure(byId('rate-in'), rate(point.in), 'records/s');
  measure(byId('rate-out'), rate(point.out), 'records/s');
  measure(byId('rate-flagged'), rate(point.flagged), 'events/s');
  measure(byId('rate-rejected'), rate(point.rejected), 'records/s');
  const unknown = point.lag < 0;
  measure(byId('lag'), unknown ? 'unknown' : point.lag < 1e5 ? count(point.lag) : compact(point.lag), unknown ? '' : 'records');
  if (!document.hidden) {
    speeds.setData(columns('in', 'out'));
    oddities.setData(columns('flagged', 'rejected'));
  }
}
