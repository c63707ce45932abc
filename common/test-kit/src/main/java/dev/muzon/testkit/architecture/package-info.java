/** The rules of the architecture, each with the remedy in its message. */
@NullMarked
package dev.muzon.testkit.architecture;

import org.jspecify.annotations.NullMarked;
