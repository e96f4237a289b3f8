package sentiment.training;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Lays the parameters of a {@link KernelLayerConf} out in DL4J's flat array, row-major each. */
final class KernelParamInitializer implements ParamInitializer {

  @Override
  public long numParams(NeuralNetConfiguration conf) {
    return numParams(conf.getLayer());
  }

  @Override
  public long numParams(Layer layer) {
    return shapes(layer).values().stream().mapToLong(KernelParamInitializer::size).sum();
  }

  @Override
  public List<String> paramKeys(Layer layer) {
    return List.copyOf(shapes(layer).keySet());
  }

  @Override
  public List<String> weightKeys(Layer layer) {
    return paramKeys(layer).stream().filter(key -> isWeightParam(layer, key)).toList();
  }

  @Override
  public List<String> biasKeys(Layer layer) {
    return paramKeys(layer).stream().filter(key -> isBiasParam(layer, key)).toList();
  }

  @Override
  public boolean isWeightParam(Layer layer, String key) {
    return !isBiasParam(layer, key);
  }

  @Override
  public boolean isBiasParam(Layer layer, String key) {
    return key.endsWith("Bias");
  }

  @Override
  public Map<String, INDArray> init(
      NeuralNetConfiguration conf, INDArray paramsView, boolean initializeParams) {
    KernelLayerConf layer = (KernelLayerConf) conf.getLayer();
    Map<String, INDArray> params = views(conf, paramsView);
    if (initializeParams) {
      SplittableRandom random = new SplittableRandom(layer.getSeed());
      params.forEach((name, view) -> NdArrays.write(layer.initial(name, random), view));
    }
    params.keySet().forEach(conf::addVariable);
    return params;
  }

  @Override
  public Map<String, INDArray> getGradientsFromFlattened(
      NeuralNetConfiguration conf, INDArray gradientView) {
    return views(conf, gradientView);
  }

  private static Map<String, INDArray> views(NeuralNetConfiguration conf, INDArray flat) {
    Map<String, INDArray> views = new LinkedHashMap<>();
    INDArray row = flat.reshape(flat.length());
    long offset = 0;
    for (Map.Entry<String, long[]> entry : shapes(conf.getLayer()).entrySet()) {
      long size = size(entry.getValue());
      views.put(
          entry.getKey(),
          row.get(NDArrayIndex.interval(offset, offset + size)).reshape('c', entry.getValue()));
      offset += size;
    }
    return views;
  }

  private static Map<String, long[]> shapes(Layer layer) {
    return ((KernelLayerConf) layer).shapes();
  }

  private static long size(long[] shape) {
    long size = 1;
    for (long n : shape) {
      size *= n;
    }
    return size;
  }
}
