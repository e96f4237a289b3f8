package sentiment.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sentiment.model.AttentionModel;
import sentiment.model.Prediction;

/**
 * What {@code predict} leaves to the garbage collector once its scratch memory has grown: the
 * predictions, which are results and live as long as their user wants, and anything else.
 *
 * @param batch reviews scored together
 * @param bytesPerReview allocated by {@code predict}, results included
 * @param resultBytesPerReview of those, the numbers in the predictions: 12 bytes a token
 */
record Allocation(int batch, double bytesPerReview, double resultBytesPerReview) {

  private static final int RESULT_BYTES = Float.BYTES + Double.BYTES;

  /**
   * Measures on the calling thread.
   *
   * @param batches of ids, all of one size
   * @return null where the JVM does not count a thread's allocations
   */
  static @Nullable Allocation measure(AttentionModel model, List<List<int[]>> batches) {
    if (!(ManagementFactory.getThreadMXBean() instanceof ThreadMXBean threads)
        || !threads.isThreadAllocatedMemorySupported()) {
      return null;
    }
    AttentionModel.Session session = model.session();
    predictAll(session, batches); // grows to the largest batch
    long thread = Thread.currentThread().getId();
    long before = threads.getThreadAllocatedBytes(thread);
    long tokens = predictAll(session, batches);
    double allocated = threads.getThreadAllocatedBytes(thread) - before;
    int batch = batches.get(0).size();
    double reviews = (double) batch * batches.size();
    return new Allocation(batch, allocated / reviews, RESULT_BYTES * tokens / reviews);
  }

  /** Allocates nothing by itself. */
  private static long predictAll(AttentionModel.Session session, List<List<int[]>> batches) {
    long tokens = 0;
    for (int b = 0; b < batches.size(); b++) {
      List<Prediction> predictions = session.predict(batches.get(b));
      for (int i = 0; i < predictions.size(); i++) {
        tokens += predictions.get(i).positions();
      }
    }
    return tokens;
  }
}
