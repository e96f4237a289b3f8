package sentiment.training;

/**
 * Who teaches beside the labels, and how that judgement enters (Hinton et al. 2015). Teachers are
 * asked for their probabilities, and the mean of these is learned. One's own also judges stretches
 * of reviews, and says which words its judgement comes from; it is asked of unlabelled reviews
 * alone if there are any, for of those that it learned from it would but repeat the labels.
 *
 * @param nbsvm whether the baseline teaches
 * @param own whether a first classifier, which learns from the labels alone, teaches the last one
 * @param teacherWeight share of the teachers' probability in the target of a labelled review; the
 *     label has the rest, and all if no teacher is asked of it. Above 0 with one of one's own
 * @param contributionWeight how much each word's contribution is drawn to the share that the word
 *     has in one's own teacher's judgement: the factor of their squared distance in the loss; 0
 *     without that teacher
 * @param unlabelledShare unlabelled reviews that an epoch takes in, for each labelled one; the
 *     teachers alone are their target
 */
public record Distillation(
    boolean nbsvm,
    boolean own,
    double teacherWeight,
    double contributionWeight,
    double unlabelledShare) {

  /** Labels alone. */
  static final Distillation NONE = new Distillation(false, false, 0, 0, 0);

  /** Neither baseline nor first classifier; bundles may still teach. */
  Distillation withBundlesAlone() {
    return new Distillation(false, false, teacherWeight, 0, unlabelledShare);
  }

  public Distillation {
    Check.that(
        teacherWeight >= 0 && teacherWeight <= 1, "teacher_weight", teacherWeight, "from 0 to 1");
    Check.that(
        teacherWeight > 0 || !own,
        "teacher_weight",
        teacherWeight,
        "above 0 with teacher_own=true");
    Check.that(
        contributionWeight >= 0 && Double.isFinite(contributionWeight),
        "contribution_weight",
        contributionWeight,
        "0 or more");
    Check.that(
        contributionWeight == 0 || own,
        "contribution_weight",
        contributionWeight,
        "0 with teacher_own=false");
    Check.that(unlabelledShare >= 0, "unlabelled_share", unlabelledShare, "0 or more");
  }
}
