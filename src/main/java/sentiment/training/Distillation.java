package sentiment.training;

/**
 * Who teaches beside the labels, and how that judgement enters (Hinton et al. 2015). Teachers are
 * asked for their probabilities, and the mean of these is learned. Those of one's own also say
 * which words their judgement comes from; they are asked of unlabelled reviews alone if there are
 * any, for of those that they learned from they would but repeat the labels.
 *
 * @param nbsvm whether the baseline teaches
 * @param own how many first classifiers, which learn from the labels alone, teach the last one
 * @param teacherWeight share of the teachers' probability in the target of a labelled review; the
 *     label has the rest, and all if no teacher is asked of it. Above 0 with one of one's own
 * @param contributionWeight how much each word's contribution is drawn to the share that the word
 *     has in an own teacher's judgement: the factor of their squared distance in the loss; 0
 *     without such a teacher
 * @param unlabelledShare unlabelled reviews that an epoch takes in, for each labelled one; the
 *     teachers alone are their target
 * @param dropoutShare share of the profile's dropout that is left where teachers are learned from:
 *     they say the same of what is read again, which is no noise to learn by heart (Beyer et al.
 *     2022)
 */
public record Distillation(
    boolean nbsvm,
    int own,
    double teacherWeight,
    double contributionWeight,
    double unlabelledShare,
    double dropoutShare) {

  /** Labels alone. */
  static final Distillation NONE = new Distillation(false, 0, 0, 0, 0, 1);

  /** No teacher of one's own; bundles may still teach. */
  Distillation withoutOwn() {
    return new Distillation(false, 0, teacherWeight, 0, unlabelledShare, dropoutShare);
  }

  public Distillation {
    Check.that(
        teacherWeight >= 0 && teacherWeight <= 1, "teacher_weight", teacherWeight, "from 0 to 1");
    Check.that(own >= 0, "own_teachers", own, "0 or more");
    Check.that(
        teacherWeight > 0 || own == 0,
        "teacher_weight",
        teacherWeight,
        "above 0 with own_teachers above 0");
    Check.that(
        contributionWeight >= 0 && Double.isFinite(contributionWeight),
        "contribution_weight",
        contributionWeight,
        "0 or more");
    Check.that(
        contributionWeight == 0 || own > 0,
        "contribution_weight",
        contributionWeight,
        "0 with own_teachers=0");
    Check.that(unlabelledShare >= 0, "unlabelled_share", unlabelledShare, "0 or more");
    Check.that(
        dropoutShare >= 0 && dropoutShare <= 1, "taught_dropout", dropoutShare, "from 0 to 1");
  }
}
