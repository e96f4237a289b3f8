// The strip above the views: throughput, latency, share of positive reviews, batches, and who judges.

import { byId, el, show } from './dom.js';
import { Sparkline } from './spark.js';
import { duration, percent, plain, whole } from './format.js';

const KEPT = 300; // seconds

/** Shows `stats` events and the model. */
export class Stats {
  #series = { scored: [], p50: [], p95: [], p99: [], positive: [] };
  #charts = {
    scored: new Sparkline(['flow']),
    latency: new Sparkline(['p99', 'p95', 'p50']),
    positive: new Sparkline(['share']),
  };

  constructor() {
    byId('spark-scored').append(this.#charts.scored.node);
    byId('spark-latency').append(this.#charts.latency.node);
    byId('spark-positive').append(this.#charts.positive.node);
  }

  /** One `stats` event. */
  take(stats) {
    this.#push('scored', stats.scored_per_second);
    this.#push('p50', stats.p50_ms);
    this.#push('p95', stats.p95_ms);
    this.#push('p99', stats.p99_ms);
    this.#push('positive', stats.positive_share);
    const { scored, p50, p95, p99, positive } = this.#series;
    this.#charts.scored.draw([scored]);
    this.#charts.latency.draw([p99, p95, p50]);
    this.#charts.positive.draw([positive], 1);
    byId('stat-scored').textContent = whole(stats.scored_per_second);
    byId('stat-rejected').textContent = whole(stats.rejected_per_second);
    byId('stat-p50').textContent = duration(stats.p50_ms);
    byId('stat-p95').textContent = duration(stats.p95_ms);
    byId('stat-p99').textContent = duration(stats.p99_ms);
    byId('stat-positive').textContent = stats.positive_share === null ? '\u2013' : percent(stats.positive_share);
    byId('stat-batch').textContent = stats.batch_size === null ? '\u2013' : plain(stats.batch_size, 1);
    byId('stat-buffered').textContent = whole(stats.buffered);
  }

  /** The model that judges now. */
  model(model) {
    show(byId('stat-model'), el('span', { text: model.name }));
    byId('stat-version').textContent = model.version;
    byId('stat-sha').textContent = model.sha256.slice(0, 8);
    byId('stat-sha').title = model.sha256;
  }

  #push(name, value) {
    const series = this.#series[name];
    series.push(value ?? null);
    if (series.length > KEPT) series.shift();
  }
}
