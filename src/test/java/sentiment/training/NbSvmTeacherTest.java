package sentiment.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import sentiment.baseline.NbSvmSettings;
import sentiment.dataset.LabelledReview;
import sentiment.dataset.Progress;

class NbSvmTeacherTest {

  @Test
  void shouldJudgeReviewsByWhatItLearnedFromOthers() {
    List<LabelledReview> learned = new ArrayList<>();
    Random random = new Random(1);
    for (int i = 0; i < 200; i++) {
      int film = i / 2;
      boolean praised = film % 2 == 0;
      String word = List.of("plot", "actor", "scene", "music").get(random.nextInt(4));
      String text = "film%d had a %s %s".formatted(film, praised ? "great" : "awful", word);
      // one in ten is labelled against its words: who knows its film could repeat the label
      learned.add(new LabelledReview("r:" + i, text, praised ^ (film % 20 < 2), "tt" + film));
    }

    Teacher.Judgement judged =
        new NbSvmTeacher(NbSvmSettings.DEFAULT)
            .judge(learned, List.of("a great actor", "an awful scene"), Progress.NONE);

    assertThat(judged.others()[0]).isGreaterThan(0.7);
    assertThat(judged.others()[1]).isLessThan(0.3);
    for (int i = 0; i < learned.size(); i++) {
      assertThat(judged.learned()[i] > 0.5).as("review %d", i).isEqualTo(i / 2 % 2 == 0);
    }
  }
}
