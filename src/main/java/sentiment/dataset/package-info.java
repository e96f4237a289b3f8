/**
 * Labelled reviews for training and evaluation: {@link sentiment.dataset.ReviewDatasets} reads
 * them, {@link sentiment.dataset.ImdbDownload} fetches the public ones, {@link
 * sentiment.dataset.Split} divides them. Imports the JDK, a CSV, a JSON and a tar reader, and no
 * other package.
 */
@NullMarked
package sentiment.dataset;

import org.jspecify.annotations.NullMarked;
