package sentiment.training;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Supplier;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.jspecify.annotations.Nullable;
import sentiment.model.Tensor;

/** Saves a training every now and then. */
final class Saving {

  private final Checkpoint checkpoint;
  private final InstantSource clock;
  private final Duration pause;
  private Instant saved;

  /**
   * @param pause at least this long between two saves
   */
  Saving(Checkpoint checkpoint, InstantSource clock, Duration pause) {
    this.checkpoint = checkpoint;
    this.clock = clock;
    this.pause = pause;
    this.saved = clock.instant();
  }

  /** Saves if the last time is long ago. */
  void mayBe(
      TrainingState state, Supplier<Map<String, Tensor>> tensors, @Nullable ComputationGraph graph)
      throws IOException {
    if (Duration.between(saved, clock.instant()).compareTo(pause) >= 0) {
      now(state, tensors.get(), graph);
    }
  }

  /** Saves. */
  void now(TrainingState state, Map<String, Tensor> tensors, @Nullable ComputationGraph graph)
      throws IOException {
    checkpoint.save(state, tensors, graph);
    saved = clock.instant();
  }
}
