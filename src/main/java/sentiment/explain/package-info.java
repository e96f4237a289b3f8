/**
 * Why a review got its probability: the exact share of the logit that each word contributed, with
 * the attention it received; and other ways to share it out, exact or by gradients. Imports {@code
 * model} and {@code text}.
 */
@NullMarked
package sentiment.explain;

import org.jspecify.annotations.NullMarked;
