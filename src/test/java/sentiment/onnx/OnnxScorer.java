package sentiment.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.List;
import java.util.Map;

/** Runs an {@link OnnxAttentionModel} with ONNX Runtime. Safe for use by several threads. */
public final class OnnxScorer implements AutoCloseable {

  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;

  /**
   * @param threads that share the work of one batch
   */
  public OnnxScorer(byte[] model, int threads) {
    try (SessionOptions options = new SessionOptions()) {
      options.setIntraOpNumThreads(threads);
      options.setInterOpNumThreads(1);
      session = environment.createSession(model, options);
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime refused the model", e);
    }
  }

  /** The probability of each review, given the ids of each. */
  public float[] probabilities(List<int[]> batch) {
    int rows = batch.size();
    int steps = batch.stream().mapToInt(review -> review.length).max().orElseThrow();
    IntBuffer ids = room(steps * rows).asIntBuffer();
    IntBuffer lengths = room(rows).asIntBuffer();
    FloatBuffer mask = room(steps * rows).asFloatBuffer();
    for (int row = 0; row < rows; row++) {
      int[] review = batch.get(row);
      lengths.put(row, review.length);
      for (int step = 0; step < steps; step++) {
        ids.put(step * rows + row, step < review.length ? review[step] : 0);
        mask.put(step * rows + row, step < review.length ? 0 : OnnxAttentionModel.HIDDEN);
      }
    }
    long[] matrix = {steps, rows};
    try (OnnxTensor idsTensor = OnnxTensor.createTensor(environment, ids, matrix);
        OnnxTensor lengthsTensor =
            OnnxTensor.createTensor(environment, lengths, new long[] {rows});
        OnnxTensor maskTensor =
            OnnxTensor.createTensor(environment, mask, new long[] {steps, rows, 1});
        OrtSession.Result result =
            session.run(
                Map.of(
                    OnnxAttentionModel.IDS,
                    idsTensor,
                    OnnxAttentionModel.LENGTHS,
                    lengthsTensor,
                    OnnxAttentionModel.MASK,
                    maskTensor))) {
      float[] probabilities = new float[rows];
      ((OnnxTensor) result.get(0)).getFloatBuffer().get(probabilities);
      return probabilities;
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime failed", e);
    }
  }

  /** Values of four bytes. */
  private static ByteBuffer room(int values) {
    return ByteBuffer.allocateDirect(4 * values).order(ByteOrder.nativeOrder());
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime failed to close", e);
    }
  }
}
