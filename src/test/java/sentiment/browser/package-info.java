/**
 * The live page in a real browser: against the program itself, and against a stand-in that can
 * flood, fall silent and refuse. Tagged {@code browser}, as they need Debian's Chromium and its
 * driver.
 */
@NullMarked
package sentiment.browser;

import org.jspecify.annotations.NullMarked;
