package sentiment.training;

/**
 * How a teacher's judgement enters, where there is one.
 *
 * @param teacherWeight share of the teacher's probability in the target of a labelled review; the
 *     label has the rest
 * @param unlabelledShare unlabelled reviews that an epoch takes in, for each labelled one; the
 *     teacher alone is their target
 */
public record Distillation(double teacherWeight, double unlabelledShare) {

  public Distillation {
    Check.that(
        teacherWeight >= 0 && teacherWeight <= 1, "teacher_weight", teacherWeight, "from 0 to 1");
    Check.that(unlabelledShare >= 0, "unlabelled_share", unlabelledShare, "0 or more");
  }
}
