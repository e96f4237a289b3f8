/**
 * What a running scorer does, as Prometheus metrics: {@link sentiment.metrics.PrometheusMetrics}
 * fills meters from the reports of {@link sentiment.scoring.ScoringMetrics}, Kafka's own metrics
 * and those of the virtual machine. Imports {@code streams}, {@code scoring} and {@code model}, and
 * of Kafka the stream alone, to hand it on; no label holds text, words or keys of reviews.
 */
@NullMarked
package sentiment.metrics;

import org.jspecify.annotations.NullMarked;
