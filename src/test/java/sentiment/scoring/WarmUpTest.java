package sentiment.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import sentiment.model.ModelBundle;
import sentiment.model.TestBundles;

class WarmUpTest {

  @Test
  void shouldMeasureASpeedWhateverTheModelReads() {
    for (ModelBundle bundle :
        new ModelBundle[] {TestBundles.tiny(), TestBundles.tinyTutorial(), ModelBundle.shipped()}) {
      assertThat(WarmUp.run(bundle)).isPositive().isFinite();
    }
  }

  @Test
  void shouldFindALargeModelSlowerThanASmallOne() {
    assertThat(WarmUp.run(ModelBundle.shipped())).isLessThan(WarmUp.run(TestBundles.tiny()));
  }
}
