package sentiment.training;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.jspecify.annotations.Nullable;
import sentiment.model.SafeTensors;
import sentiment.model.Tensor;

/**
 * A training's state on disk: where it stands, its tensors, and in its last stage the graph with
 * its updater. Each save goes to a folder of its own that replaces the last one when complete, so a
 * process that dies while saving leaves the last one.
 */
final class Checkpoint {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String GRAPH = "graph.zip";
  private static final String STATE = "state.json";
  private static final String TENSORS = "tensors.safetensors";

  private static final Set<String> FILES = Set.of(GRAPH, STATE, TENSORS);

  private final Path folder;
  private final Path part;
  private final Path old;

  /**
   * @param folder where it lies while the training is unfinished
   */
  Checkpoint(Path folder) {
    this.folder = folder;
    this.part = folder.resolveSibling(folder.getFileName() + ".part");
    this.old = folder.resolveSibling(folder.getFileName() + ".old");
  }

  /**
   * Refuses to take the place of what is not a training's: a save replaces the whole folder.
   *
   * @param what the folder is for
   * @throws InvalidProfileException if there are other files
   */
  void requireOwn(String what) throws IOException {
    for (Path own : List.of(folder, part, old)) {
      if (!Files.exists(own)) {
        continue;
      }
      try (Stream<Path> tree = Files.walk(own)) {
        Optional<Path> foreign =
            tree.filter(path -> !path.equals(own) || !Files.isDirectory(path))
                .filter(path -> !FILES.contains(own.relativize(path).toString()))
                .findFirst();
        if (foreign.isPresent()) {
          throw new InvalidProfileException(
              "%s: '%s' is not of a training; expected a folder that is not there, is empty, or was written by a training"
                  .formatted(what, foreign.get()));
        }
      }
    }
  }

  boolean exists() {
    return Files.exists(folder.resolve(STATE)) || Files.exists(old.resolve(STATE));
  }

  /**
   * @param graph null before there is one
   */
  void save(TrainingState state, Map<String, Tensor> tensors, @Nullable ComputationGraph graph)
      throws IOException {
    delete(part);
    Files.createDirectories(part);
    if (graph != null) {
      ModelSerializer.writeModel(graph, part.resolve(GRAPH).toFile(), true);
    }
    Files.write(part.resolve(TENSORS), SafeTensors.write(tensors));
    Files.write(part.resolve(STATE), JSON.writeValueAsBytes(state));
    if (Files.exists(folder)) {
      delete(old);
      Files.move(folder, old, StandardCopyOption.ATOMIC_MOVE);
    }
    Files.move(part, folder, StandardCopyOption.ATOMIC_MOVE);
    delete(old);
  }

  /** What was saved last; there is a graph if a training of the classifier has begun. */
  record Loaded(
      TrainingState state, Map<String, Tensor> tensors, @Nullable ComputationGraph graph) {}

  Loaded load() throws IOException {
    Path whole = Files.exists(folder.resolve(STATE)) ? folder : old;
    Path graph = whole.resolve(GRAPH);
    return new Loaded(
        JSON.readValue(Files.readAllBytes(whole.resolve(STATE)), TrainingState.class),
        SafeTensors.read(Files.readAllBytes(whole.resolve(TENSORS))),
        Files.exists(graph) ? ModelSerializer.restoreComputationGraph(graph.toFile(), true) : null);
  }

  void delete() throws IOException {
    for (Path path : List.of(folder, part, old)) {
      delete(path);
    }
  }

  private static void delete(Path tree) throws IOException {
    if (!Files.exists(tree)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(tree)) {
      paths
          .sorted(Comparator.reverseOrder())
          .forEach(
              path -> {
                try {
                  Files.delete(path);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }
}
