/**
 * The offline trainer: labelled reviews in, a model bundle out. {@link
 * sentiment.training.SentimentTrainer} goes through the stages of a {@link
 * sentiment.training.TrainingProfile}. The only home of DL4J and ND4J, whose graph, updaters and
 * checkpoints it uses with layers that run on {@code kernel}. Imports {@code dataset}, {@code
 * pretraining}, {@code baseline}, {@code text}, {@code kernel}, {@code model}, {@code explain} and
 * {@code evaluation}.
 */
@NullMarked
package sentiment.training;

import org.jspecify.annotations.NullMarked;
