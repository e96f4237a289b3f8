package sentiment.training;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import sentiment.model.ModelBundle;

class FittingTest {

  @Test
  void shouldTakeSmallStepsAndManyEpochsForFewReviews() {
    TrainingProfile few = Fitting.toReviews(TrainingProfile.BEST, 2000);
    assertThat(few.optimization().batchSize()).isEqualTo(32);
    assertThat(few.course().epochs()).isEqualTo(20);
    assertThat(few.course().patience()).isEqualTo(5);
    assertThat(few.minCount()).isEqualTo(2);
    assertThat(few.course().validationShare()).isEqualTo(0.1);
    assertThat(few.distillation().own()).isFalse();
    assertThat(few.distillation().contributionWeight()).isZero();
    assertThat(few.vectors().epochs()).isEqualTo(5 * TrainingProfile.BEST.vectors().epochs());

    TrainingProfile fewer = Fitting.toReviews(TrainingProfile.BEST, 100);
    assertThat(fewer.optimization().batchSize()).isEqualTo(8);
    assertThat(fewer.course().epochs()).isEqualTo(30);
    assertThat(fewer.minCount()).isEqualTo(1);
    assertThat(fewer.course().validationShare()).isEqualTo(0.2);
  }

  @Test
  void shouldLeaveProfilesForManyReviewsAsTheyAre() {
    assertThat(Fitting.toReviews(TrainingProfile.BEST, 25_000)).isEqualTo(TrainingProfile.BEST);
    assertThat(Fitting.toReviews(TrainingProfile.TUTORIAL, 100))
        .isEqualTo(TrainingProfile.TUTORIAL);
  }

  @Test
  void shouldTakeShapeAndWordsOfTheModelToStartFrom() {
    ModelBundle shipped = ModelBundle.shipped();
    TrainingProfile profile = Fitting.toStart(TrainingProfile.BEST, shipped);
    assertThat(profile.architecture()).isEqualTo(shipped.manifest().architecture());
    assertThat(profile.text()).isEqualTo(shipped.manifest().text());
    assertThat(profile.pretrains()).isFalse();
    assertThat(profile.optimization().learningRate())
        .isLessThan(TrainingProfile.BEST.optimization().learningRate());
  }
}
