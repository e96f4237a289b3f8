/**
 * A streaming scorer of reviews that explains itself.
 *
 * <p>A review's way online: {@link sentiment.streams.ScoringTopology} takes it from Kafka, {@link
 * sentiment.text.SequenceEncoder} turns it into ids, {@link sentiment.scoring.SentimentScorer}
 * scores it in a batch through {@link sentiment.model.AttentionModel} on {@link
 * sentiment.kernel.Lstm}, {@link sentiment.explain.Explanation} splits the logit into words, and
 * the score goes back to Kafka, or the review to the dead letters.
 *
 * <p>A model's way offline: {@link sentiment.dataset.ReviewDatasets} reads labelled reviews, {@link
 * sentiment.training.SentimentTrainer} trains a DL4J graph whose layers run on the same kernels,
 * {@link sentiment.evaluation.Evaluator} judges it, and {@link sentiment.model.ModelBundle} carries
 * it to the scorer.
 *
 * <p>{@link sentiment.demo.DemoRun} shows both at once; {@link sentiment.cli.Main} starts them all.
 */
@NullMarked
package sentiment;

import org.jspecify.annotations.NullMarked;
