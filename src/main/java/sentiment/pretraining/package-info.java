/**
 * What is learned from reviews without their labels: word vectors ({@link
 * sentiment.pretraining.SkipGram}) and a language model in both directions ({@link
 * sentiment.pretraining.LanguageModel}) whose weights the classifier's first layers start from.
 * Imports {@code kernel}, and {@code model} for tensors.
 */
@NullMarked
package sentiment.pretraining;

import org.jspecify.annotations.NullMarked;
