package sentiment.peers;

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
import sentiment.onnx.OnnxAttentionModel;

/** ONNX Runtime, in single precision or with weights of 8 bits. */
final class OnnxEngine implements Engine {

  static final String NAME = "ONNX Runtime";
  static final String QUANTIZED = "ONNX Runtime int8";

  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;

  /**
   * @param threads that share the work of one batch
   */
  OnnxEngine(Network network, boolean quantized, int threads) {
    byte[] model =
        OnnxAttentionModel.bytes(network.architecture(), network.weights(), quantized);
    try (SessionOptions options = new SessionOptions()) {
      options.setIntraOpNumThreads(threads);
      options.setInterOpNumThreads(1);
      session = environment.createSession(model, options);
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime refused the model", e);
    }
  }

  @Override
  public Scorer scorer() {
    return this::probabilities;
  }

  private float[] probabilities(List<int[]> batch) {
    int rows = batch.size();
    int steps = batch.get(0).length;
    IntBuffer ids = bytes(steps * rows).asIntBuffer();
    IntBuffer lengths = bytes(rows).asIntBuffer();
    FloatBuffer mask = bytes(steps * rows).asFloatBuffer();
    for (int row = 0; row < rows; row++) {
      int[] review = batch.get(row);
      lengths.put(row, review.length);
      for (int step = 0; step < steps; step++) {
        ids.put(step * rows + row, step < review.length ? review[step] : 0);
        mask.put(step * rows + row, step < review.length ? 0 : OnnxAttentionModel.HIDDEN);
      }
    }
    try (OnnxTensor idsTensor =
            OnnxTensor.createTensor(environment, ids, new long[] {steps, rows});
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

  /** Room for values of four bytes. */
  private static ByteBuffer bytes(int values) {
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
