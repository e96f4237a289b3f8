/**
 * The kernel beside other engines, in one process and one run: ONNX Runtime and libtorch. Part of
 * the Maven profile {@code peers} alone; nothing of it is in the program.
 */
@NullMarked
package sentiment.peers;

import org.jspecify.annotations.NullMarked;
