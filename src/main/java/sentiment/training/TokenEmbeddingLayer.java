package sentiment.training;

import java.nio.FloatBuffer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Looks vectors up; its gradient is summed in the order of the batch, so it is reproducible. */
final class TokenEmbeddingLayer extends KernelLayer<TokenEmbedding> {

  private static final long serialVersionUID = 1L;
  private static final String[] NAMES = {TokenEmbedding.VECTORS};

  TokenEmbeddingLayer(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    int size = (int) layerConf().getNOut();
    float[] vectors = values(TokenEmbedding.VECTORS);
    float[] ids = NdArrays.read(input);
    INDArray result =
        sequence(workspaces, ArrayType.ACTIVATIONS, (int) input.size(0), (int) input.size(1), size);
    FloatBuffer out = steps(result);
    for (int i = 0; i < ids.length; i++) {
      out.put(i * size, vectors, ((int) ids[i]) * size, size);
    }
    return result;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    int size = (int) layerConf().getNOut();
    float[] ids = NdArrays.read(input);
    FloatBuffer dOut = steps(epsilon);
    float[] row = new float[size];
    float[] gradient = new float[(int) (layerConf().getNIn() * size)];
    for (int i = 0; i < ids.length; i++) {
      dOut.get(i * size, row);
      int at = ((int) ids[i]) * size;
      for (int j = 0; j < size; j++) {
        gradient[at + j] += row[j];
      }
    }
    Gradient gradients = gradients(NAMES, gradient);
    return new Pair<>(gradients, null);
  }
}
