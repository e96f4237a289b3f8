/** Tests of the files around the program: container, compose file, alerts and dashboards. */
@NullMarked
package sentiment.deployment;

import org.jspecify.annotations.NullMarked;
