/** ONNX models, written for ONNX Runtime: an implementation of LSTMs that no one here made. */
package sentiment.onnx;
