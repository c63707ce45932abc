/** Which processes make the suite, with which memory, environment and order. */
@NullMarked
package dev.muzon.standalone.suite;

import org.jspecify.annotations.NullMarked;
