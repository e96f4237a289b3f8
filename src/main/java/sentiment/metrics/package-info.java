/**
 * What a running scorer does, as Prometheus metrics: {@link sentiment.metrics.PrometheusMetrics}
 * fills Micrometer's meters from the reports of {@link sentiment.scoring.ScoringMetrics}. Imports
 * {@code scoring} and {@code model}; no label holds text, words or keys of reviews.
 */
@NullMarked
package sentiment.metrics;

import org.jspecify.annotations.NullMarked;
