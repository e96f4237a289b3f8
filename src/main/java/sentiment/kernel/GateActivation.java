package sentiment.kernel;

/** The activation of an LSTM's input, forget and output gates. */
public enum GateActivation {
  SIGMOID,
  /** {@code max(0, x)}, as Keras' {@code recurrent_activation='relu'}; unbounded. */
  RELU
}
