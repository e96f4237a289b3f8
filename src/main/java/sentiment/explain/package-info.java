/**
 * Why a review got its probability: the exact share of the logit that each word contributed, with
 * the attention it received. Imports {@code model} and {@code text}.
 */
@NullMarked
package sentiment.explain;

import org.jspecify.annotations.NullMarked;
