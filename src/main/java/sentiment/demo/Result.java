package sentiment.demo;

import sentiment.scoring.ScoringResult;

/**
 * A committed record of one of the two output topics.
 *
 * @param id the record's key, which is the input's; the review's id where the input had no key
 * @param result what the record says
 */
record Result(String id, ScoringResult result) {}
