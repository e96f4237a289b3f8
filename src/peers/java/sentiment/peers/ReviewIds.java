package sentiment.peers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import sentiment.dataset.DatasetOptions;
import sentiment.dataset.LabelledReview;
import sentiment.dataset.ReviewDataset;
import sentiment.dataset.ReviewDatasets;
import sentiment.demo.DemoReview;
import sentiment.demo.SampleReviews;
import sentiment.text.KerasTokenizer;
import sentiment.text.SequenceEncoder;
import sentiment.text.Truncation;
import sentiment.text.Vocabulary;
import sentiment.text.VocabularyBuilder;

/** Real reviews as ids: their lengths and how often words occur are what engines differ by. */
final class ReviewIds {

  private ReviewIds() {}

  /**
   * Longest first.
   *
   * @param data a data set, of which reviews are chosen evenly; null for the sample reviews
   * @param count at most so many
   */
  static List<int[]> load(@Nullable Path data, int count) throws IOException {
    List<String> texts = data == null ? samples() : texts(data);
    int n = Math.min(count, texts.size());
    List<String> chosen =
        IntStream.range(0, n)
            .mapToObj(i -> texts.get((int) ((long) i * texts.size() / n)))
            .toList();
    KerasTokenizer tokenizer = new KerasTokenizer();
    VocabularyBuilder builder = new VocabularyBuilder();
    chosen.forEach(text -> builder.add(tokenizer.tokenize(text)));
    Vocabulary vocabulary = builder.build(Network.VOCABULARY, 1);
    SequenceEncoder encoder =
        new SequenceEncoder(
            tokenizer,
            vocabulary,
            vocabulary.size(),
            SequenceEncoder.Unlisted.UNKNOWN,
            Truncation.atEnd(Network.LENGTH));
    List<int[]> ids = new ArrayList<>();
    chosen.forEach(text -> ids.add(encoder.encode(text).ids()));
    ids.sort(Comparator.comparingInt((int[] review) -> review.length).reversed());
    return ids;
  }

  private static List<String> samples() {
    return SampleReviews.load().stream().map(DemoReview::text).toList();
  }

  private static List<String> texts(Path data) throws IOException {
    ReviewDataset set = ReviewDatasets.open(data, DatasetOptions.DEFAULT, (done, total) -> {});
    List<LabelledReview> reviews = set.test().isEmpty() ? set.train() : set.test();
    return reviews.stream().map(LabelledReview::text).toList();
  }
}
