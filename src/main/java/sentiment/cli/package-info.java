/** The command line: wiring, standard output and exit codes. Nothing imports it. */
@NullMarked
package sentiment.cli;

import org.jspecify.annotations.NullMarked;
